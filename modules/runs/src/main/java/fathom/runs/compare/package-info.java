/** Saved runs against each other: what differs in their settings, and in their results. */
package fathom.runs.compare;
