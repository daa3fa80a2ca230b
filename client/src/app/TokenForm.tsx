import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionResponse } from '../../../domain/api/session.ts';
import { requestJson } from '../api-client.ts';
import { tellError } from '../i18n/tell-failure.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './token-form.module.css';

/** Asks once for the server's token; the server answers with a cookie. */
export function TokenForm() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [token, setToken] = useState('');
  const queryClient = useQueryClient();
  const session = useMutation({
    mutationFn: () => requestJson(SessionResponse, '/session', { method: 'POST', body: { token } }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <main className={classes.page}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          session.mutate();
        }}
      >
        <h1 className={classes.title}>{t('shell.unauthorized.title')}</h1>
        <p className={classes.body}>{t('shell.unauthorized.body')}</p>
        <PasswordInput
          label={t('shell.unauthorized.label')}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={session.error && tellError(session.error, language).message}
          autoFocus
        />
        <Button type="submit" loading={session.isPending} disabled={!token}>
          {t('shell.unauthorized.submit')}
        </Button>
      </form>
    </main>
  );
}
