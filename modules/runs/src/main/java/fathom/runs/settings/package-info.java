/** Configurations from presets and {@code key=value}, with one sentence for every mistake. */
package fathom.runs.settings;
