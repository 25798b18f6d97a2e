/** How a person sees a run go on. */
package fathom.runs.progress;
