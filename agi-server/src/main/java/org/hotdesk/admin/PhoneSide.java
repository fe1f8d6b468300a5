package org.hotdesk.admin;

import org.hotdesk.provision.PhoneMaker;
import org.hotdesk.provision.PhoneTeller;

/** What the admin API needs for phones: who makes their files, and who tells them. */
public record PhoneSide(PhoneMaker maker, PhoneTeller teller) {}
