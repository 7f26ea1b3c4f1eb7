/** What tests of every feature stand on: a database of their own, and the running application's address. */
package io.groundwork.testing;
