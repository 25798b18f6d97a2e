package fathom.runs;

import java.util.Map;

/** A class loader that can hand out its class files, so that the trials of a user's own file can run on other machines. */
public interface ClassFiles {

    /** Class files by binary name. */
    Map<String, byte[]> classFiles();
}
