import { useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { failureOf } from './states.ts';

/** Opens the list of all who failed for the same cause: where that is mended, they are resynced together. */
export function SameCauseLink({ code, message }: { code: string; message: string }) {
  const text = useText();
  const error = failureOf(code);
  if (!error) return null;
  return (
    <AnchorLink
      to="/contacts"
      search={{ state: 'FAILED', error }}
      size="sm"
      aria-label={text('failures.show', { message })}
    >
      {text('failures.same')}
    </AnchorLink>
  );
}
