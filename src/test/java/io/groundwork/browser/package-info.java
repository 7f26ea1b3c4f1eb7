/** What people see and do, in a real browser against the running application with its demo company. */
package io.groundwork.browser;
