@NullMarked
package org.hotdesk.agi.script;

import org.jspecify.annotations.NullMarked;
