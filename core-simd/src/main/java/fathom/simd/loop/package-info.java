/** The loops behind the doors, on arrays: each scalar twin is the definition, its vector twin has the same bits. Not exported. */
package fathom.simd.loop;
