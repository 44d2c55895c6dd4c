/** Every test starts with the Chinese words loaded and leaves an empty page behind. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { loadEngine } from '../src/expressions/engine';
import { startI18n } from '../src/i18n/i18n';

// A page that comes late on a loaded machine is no failure.
configure({ asyncUtilTimeout: 20_000 });
// Before the test file itself, which may make a form at once.
await loadEngine();
beforeAll(() => startI18n(import.meta.glob('../src/i18n/*/*.json', { eager: true, import: 'default' }), {}, 'zh-CN'));
afterEach(cleanup);
