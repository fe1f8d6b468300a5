/** What the FastAGI server answers: who calls, whom to ring, and the talk that leads to a login. */
@NullMarked
package org.hotdesk.agi.script;

import org.jspecify.annotations.NullMarked;
