package org.hotdesk.config;

/** A value in a file, and the file and line. */
record Found(Object raw, String place) {}
