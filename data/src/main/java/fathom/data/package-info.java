/** Data sets that carry their provenance: inputs, targets and the generators of both. */
package fathom.data;
