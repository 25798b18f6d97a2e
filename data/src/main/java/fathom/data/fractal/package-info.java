/** Fractals of iterated function systems, and distributions of labels on their levels. */
package fathom.data.fractal;
