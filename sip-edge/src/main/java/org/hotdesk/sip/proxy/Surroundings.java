package org.hotdesk.sip.proxy;

/** What the proxy knows of the world: names, and ways. */
public record Surroundings(Directory directory, Flows flows) {}
