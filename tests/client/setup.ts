import { notifications } from '@mantine/notifications';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';

// happy-dom lays nothing out and loads no fonts; what the page's libraries ask for is told here.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
for (const [name, pixels] of [
  ['offsetHeight', 600],
  ['clientHeight', 600],
  ['offsetWidth', 800],
  ['clientWidth', 800],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => pixels });
}
HTMLElement.prototype.scrollIntoView = () => {};

beforeEach(() => {
  localStorage.clear();
  window.history.replaceState(null, '', '/');
});

afterEach(() => {
  cleanup();
  notifications.clean();
});
