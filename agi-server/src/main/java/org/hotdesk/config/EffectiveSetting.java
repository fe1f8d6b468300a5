package org.hotdesk.config;

/**
 * A key as it is in force.
 *
 * @param value as TOML text
 * @param origin the file and line that set it, or {@code preset}
 */
public record EffectiveSetting(String path, String value, String origin) {}
