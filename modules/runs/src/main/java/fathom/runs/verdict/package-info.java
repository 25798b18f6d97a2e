/** Claims and what the data say of them; published numbers beside ours. */
package fathom.runs.verdict;
