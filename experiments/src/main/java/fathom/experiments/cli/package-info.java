/** The command line. */
package fathom.experiments.cli;
