/** Where the samples of a profile come from, and how they are split and scaled. */
package fathom.experiments.profile.sample;
