import { useNavigator } from '../../components/navigator.ts';
import type { Suggestion } from './suggestions.ts';

/** Goes where a suggestion leads; gives what the box then holds: the name of what was found, else nothing. */
export function useGo(): (suggestion: Suggestion) => string {
  const navigator = useNavigator();
  return (suggestion) => {
    switch (suggestion.kind) {
      case 'entity':
        navigator.select({ kind: 'entity', id: suggestion.entity.id }, { fly: true });
        return suggestion.entity.name;
      case 'community':
        navigator.select({ kind: 'community', id: suggestion.community.id }, { fly: true });
        return suggestion.community.title;
      case 'document':
        navigator.openDocument({ documentId: suggestion.document.id });
        return suggestion.document.title;
      case 'ask':
        navigator.ask(suggestion.question);
        return '';
      case 'cypher':
        navigator.cypher(suggestion.query);
        return '';
      default:
        suggestion.command.run();
        return '';
    }
  };
}
