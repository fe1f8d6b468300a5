package org.hotdesk.astdb;

import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;

/** That a user sits at a device. */
public record Seat(DeviceNumber device, UserNumber user) {}
