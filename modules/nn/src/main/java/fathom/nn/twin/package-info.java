/** The layers once more, in double and formula by formula: the definitions that the fast stages are held against. */
package fathom.nn.twin;
