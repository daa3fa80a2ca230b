import { notifications } from '@mantine/notifications';
import { tellError } from '../i18n/tell-failure.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** Says in passing that something was not done, and why. */
export function useShowFailure(): (title: string, error: unknown) => void {
  const language = useLanguage();
  return (title, error) =>
    notifications.show({ color: 'danger', title, message: tellError(error, language).message });
}
