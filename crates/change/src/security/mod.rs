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

use crate::side::Side;
use crate::{Change, Kind, ResourceChange};

pub use exposure::{Exposure, Public};
pub use flows::Reach;
pub use rights::{Holder, Right};
pub use ways::Opening;

pub(crate) fn compare(earlier: &Side<'_>, later: &Side<'_>, change: &mut Change) {
    // Most changes have nothing to do with it, and all of the template would be read for nothing.
    let any = |is_it: &dyn Fn(&ResourceChange) -> bool| change.resources.iter().any(is_it);
    let comes_or_goes = |resource: &ResourceChange| !matches!(resource.kind, Kind::Changed { .. });
    let policies = any(&|resource| {
        let mut properties = resource.properties.iter();
        comes_or_goes(resource)
            || resource.type_name.starts_with("AWS::IAM::")
            || resource.type_name == "AWS::Lambda::Permission"
            || properties.any(|own| own.path.first().is_some_and(|name| name.contains("Policy")))
    });
    let groups = any(&|resource| resource.type_name.starts_with("AWS::EC2::SecurityGroup"));
    if policies {
        change.rights = rights::compare(earlier, later);
    }
    if groups {
        change.openings = ways::compare(earlier, later);
    }
    if !change.resources.is_empty() {
        change.exposures = exposure::compare(earlier, later);
    }
    change.reaches = flows::compare(earlier, later, change);
}
