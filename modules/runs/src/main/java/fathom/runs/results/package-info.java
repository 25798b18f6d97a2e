/** What a run has measured: one tidy frame over the ledger, and the arithmetic on it. */
package fathom.runs.results;
