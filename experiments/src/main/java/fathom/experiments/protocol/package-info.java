/** What an experiment is to the command line: a name, presets, sweeps of trials, and a report made from their ledger. */
package fathom.experiments.protocol;
