/// Measurements that anyone can rerun. Each scenario starts what it needs in a folder of its own,
/// prints what it saw and leaves nothing behind.
@NullMarked
package org.wabs.bench;

import org.jspecify.annotations.NullMarked;
