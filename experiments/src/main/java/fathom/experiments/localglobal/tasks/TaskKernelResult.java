package fathom.experiments.localglobal.tasks;

/** @param error share of the test points whose label the sign of the regression gets wrong */
public record TaskKernelResult(double error) {}
