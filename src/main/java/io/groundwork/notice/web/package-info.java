/** The pages of notices: what was raised, and who is told. */
package io.groundwork.notice.web;
