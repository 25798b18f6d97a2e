/**
 * Trials and what keeps them: {@link fathom.runs.Sweep} (a plan), {@link fathom.runs.Runner} (runs what is missing of it),
 * {@link fathom.runs.RunFolder} and {@link fathom.runs.Ledger} (what is finished, safe against a kill).
 *
 * <p>Knows no matrix and no network: a trial is a function from a configuration record to a result record. The package of these
 * records must be open to {@code tools.jackson.databind}.
 */
package fathom.runs;
