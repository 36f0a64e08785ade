// Loaded before a program: for it a path is what it is on Windows.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => next(name === 'node:path' ? 'node:path/win32' : name, context),
});
