/** The layers of a float network at work on a batch: forward, backward, and nothing allocated. */
package fathom.nn.stage;
