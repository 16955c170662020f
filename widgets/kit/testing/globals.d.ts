// The widget test runner brings mocha's `describe`, `it` and hooks as globals.
/// <reference types="mocha" />
