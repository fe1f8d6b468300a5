package org.hotdesk.dialplan.phone;

/**
 * A file that a phone fetches.
 *
 * @param name without a folder; it tells the phone's address and no secret
 * @param bytes not to be changed
 * @param shared whether all phones of the model read the same; it holds no secret then
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PhoneFile(String name, byte[] bytes, boolean shared) {}
