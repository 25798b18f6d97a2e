/** From an architecture to its infinitely wide limit. */
package fathom.limit;
