package org.hotdesk.ami.link;

import java.io.IOException;

/** Asterisk answered and refused our name or secret: trying again soon would only look like an attack. */
final class LoginRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    LoginRefusedException(String message) {
        super(message);
    }
}
