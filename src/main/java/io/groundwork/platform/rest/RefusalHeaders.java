package io.groundwork.platform.rest;

import java.util.Map;

/** What a feature adds to the replies of its addresses where they are refused before any resource is reached. */
public interface RefusalHeaders {

    /** The headers for this path; none where it is not the feature's own. */
    Map<String, String> of(String path);
}
