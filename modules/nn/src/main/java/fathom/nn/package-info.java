/** Finite networks: what they are made of, how they compute and how they are trained. */
package fathom.nn;
