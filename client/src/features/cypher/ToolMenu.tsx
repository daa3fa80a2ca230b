import { Button, Menu } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './cypher.module.css';

/** A menu behind a small button. */
export function ToolMenu({
  label,
  icon: Icon,
  width,
  children,
}: {
  label: string;
  icon: TablerIcon;
  width?: number;
  children: ReactNode;
}) {
  return (
    <Menu position="bottom-end" {...(width === undefined ? {} : { width })}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="muted"
          leftSection={<Icon size={14} stroke={1.5} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>{children}</Menu.Dropdown>
    </Menu>
  );
}
