import type { ReactNode } from 'react';
import classes from './states.module.css';

/** An absence that says why it is one, and what to do; `children` are the things to do. */
export function EmptyState({
  icon,
  title,
  body,
  children,
}: {
  icon?: ReactNode;
  title: string;
  body?: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {icon ? <span className={classes.icon}>{icon}</span> : null}
      <p className={classes.title}>{title}</p>
      {body ? <p className={classes.body}>{body}</p> : null}
      {children}
    </div>
  );
}
