import { type ExecutionArgs, getOperationAST, Kind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { graphqlOperations } from '../telemetry/metrics.ts';
import { inSpan } from '../telemetry/tracing.ts';

/** Measures and traces each query and mutation, by its first field: a name that the schema knows, not the client's. */
export const observeOperations: Plugin = {
  onExecute({ args, executeFn, setExecuteFn }) {
    const { kind, field } = describe(args);
    setExecuteFn((more) =>
      inSpan(`${kind} ${field}`, {}, async () => {
        const end = graphqlOperations.startTimer({ kind, field });
        const result = await executeFn(more);
        end({ result: result.errors ? 'errors' : 'ok' });
        return result;
      }),
    );
  },
};

function describe({ document, operationName }: ExecutionArgs): { kind: string; field: string } {
  const operation = getOperationAST(document, operationName);
  const first = operation?.selectionSet.selections[0];
  return { kind: operation?.operation ?? 'unknown', field: first?.kind === Kind.FIELD ? first.name.value : 'fragment' };
}
