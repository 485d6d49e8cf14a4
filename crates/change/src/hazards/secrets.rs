//! Secrets whose value is made up anew.

use super::Hazard;
use crate::{Change, Effect, Kind};

/// <https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210>
pub(super) fn find(change: &Change, found: &mut Vec<Hazard>) {
    for secret in &change.resources {
        let stays =
            matches!(secret.kind, Kind::Changed { .. }) && secret.effect < Effect::MayReplace;
        if secret.type_name != "AWS::SecretsManager::Secret" || !stays {
            continue;
        }
        let mut properties = secret.properties.iter();
        let made_up = |path: &crate::Path| path.first() == Some("GenerateSecretString");
        if let Some(property) = properties.find(|property| made_up(&property.path)) {
            found.push(Hazard::SecretChanges {
                id: secret.id.clone(),
                path: property.path.clone(),
            });
        }
    }
}
