package org.hotdesk.model;

import java.util.Optional;

/**
 * The value of a policy that holds, and where it was set.
 *
 * @param from empty for the preset, which nobody set
 */
public record Effective(PolicyKey key, PolicyValue value, Optional<PolicyScope> from) {}
