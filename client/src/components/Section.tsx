import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

/** A titled part of a panel, with a count or action at the right of its title. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.header}>
        <h3 id={id} className={classes.title}>
          {title}
        </h3>
        {aside ? <span className={classes.aside}>{aside}</span> : null}
      </header>
      {children}
    </section>
  );
}
