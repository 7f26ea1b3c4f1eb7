/** What breaks under a running installation, and how it comes back. Run last, and never beside other tests. */
package io.groundwork.faults;
