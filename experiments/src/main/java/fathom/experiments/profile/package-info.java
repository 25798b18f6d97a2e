/** Does depth help on this data, and why: one report for a named target or a user's own table. */
package fathom.experiments.profile;
