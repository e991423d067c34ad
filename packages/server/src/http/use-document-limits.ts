import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Asked, costOf, mostCost } from '../security/document-cost.ts';
import { objectionToSize } from '../security/document-size.ts';
import { objectionToBytes, type Sized } from './batch-fields.ts';
import type { Openness } from './openness.ts';

/** Our own largest document has a quarter of it. */
const maxTokens = 2_000;

/**
 * The limits of a document, each before what it protects: tokens while it is parsed, size before it is
 * validated, cost before it is executed. A document that is refused is kept nowhere.
 */
export function useDocumentLimits(openness: Openness): Plugin<Sized> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => {
        const document = parse(source, { ...options, maxTokens });
        const objection = objectionToSize(document);
        if (objection !== null) throw refusal(objection, 400);
        return document;
      });
    },
    onValidate({ addValidationRule, setValidationFn }) {
      if (openness === 'OPEN') return;
      addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema, document, rules) => validate(schema, document, rules, { hideSuggestions: true }));
    },
    onExecute({ args, setResultAndStopExecution }) {
      const objection = objectionTo({ ...args, variables: args.variableValues }, args.contextValue);
      if (objection) setResultAndStopExecution({ errors: [objection] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const objection = objectionTo({ ...args, variables: args.variableValues }, args.contextValue);
      if (objection) setResultAndStopExecution({ errors: [objection] });
    },
  };
}

function objectionTo(asked: Asked, size: Sized): GraphQLError | null {
  const tooLong = objectionToBytes(asked, size);
  if (tooLong !== null) return refusal(tooLong, 413);
  const cost = costOf(asked);
  if (cost <= mostCost) return null;
  return refusal(`The operation costs ${cost}, and at most ${mostCost} are allowed: ask for shorter pages.`, 400);
}

function refusal(message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'INVALID_INPUT', http: { status } } });
}
