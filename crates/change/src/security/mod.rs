//! Who gets rights, reaches what, and what becomes public.
//!
//! | file | what it answers |
//! |---|---|
//! | `rights` | which rights somebody gets or loses |
//! | `ways` | which ways into and out of security groups open or close |
//! | `flows` | who newly reaches whom, of those who have to |
//! | `exposure` | what becomes public, or is it no more |

mod exposure;
mod flows;
mod rights;
mod ways;

use crate::Change;
use crate::side::Side;

pub use exposure::{Exposure, Public};
pub use flows::Reach;
pub use rights::{Holder, Right};
pub use ways::Opening;

pub(crate) fn compare(earlier: &Side<'_>, later: &Side<'_>, change: &mut Change) {
    change.rights = rights::compare(earlier, later);
    change.openings = ways::compare(earlier, later);
    change.exposures = exposure::compare(earlier, later);
    change.reaches = flows::compare(earlier, later, change);
}
