/** Runs in a browser on this machine. */
package fathom.runs.serve;
