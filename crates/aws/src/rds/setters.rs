/// The setters that single databases and clusters have alike, over their field `spec`.
macro_rules! database_setters {
    ($database:ident) => {
        impl<E: DatabaseEngine> $database<E> {
            /// The subnets that it stands in, in two Availability Zones at least.
            pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
                self.spec.ground.subnets = Some(subnets.into_subnets());
                self
            }

            /// Guards it with this group instead of one of its own.
            pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
                self.spec.ground.group = Some(group.into());
                self
            }

            /// The port that it listens on; that of its engine, if this is not said.
            pub fn port(mut self, port: u16) -> Self {
                self.spec.port = port;
                self
            }

            /// Its first user, `app`, if this is not said.
            pub fn user(mut self, name: impl Into<Text>) -> Self {
                self.spec.user = name.into();
                self
            }

            /// The database that is made in it, `app`, if this is not said.
            pub fn database(mut self, name: impl Into<Text>) -> Self {
                self.spec.database = name.into();
                self
            }

            /// Where the password of its first user is; [`Credentials::Managed`], if this is not
            /// said.
            pub fn credentials(mut self, credentials: Credentials) -> Self {
                self.spec.credentials = credentials;
                self
            }

            /// Encrypts what is stored with a key of one's own instead of AWS's.
            pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
                let key: Value<Str> = key.into_value().assume();
                self.spec.written = self.spec.written.kms_key_id(key);
                self
            }

            /// When backups are made, in UTC, half an hour at least: `03:00-03:30`.
            pub fn backup_window(mut self, window: impl IntoValue<Str>) -> Self {
                self.spec.written = self.spec.written.preferred_backup_window(window);
                self
            }

            /// When it is looked after, in UTC, half an hour at least: `sun:04:00-sun:04:30`.
            pub fn maintenance_window(mut self, window: impl IntoValue<Str>) -> Self {
                self.spec.written = self.spec.written.preferred_maintenance_window(window);
                self
            }

            /// Lets it be deleted without being asked twice.
            pub fn without_deletion_protection(mut self) -> Self {
                self.spec.protects = false;
                self
            }

            /// What becomes of it when it leaves the stack; a snapshot stays, if this is not said.
            pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
                self.spec.removal_policy = policy;
                self
            }

            /// Deletes it when it leaves the stack, and keeps nothing: for tests.
            pub fn disposable(self) -> Self {
                self.without_deletion_protection()
                    .removal_policy(DeletionPolicy::Delete)
            }
        }
    };
}

pub(super) use database_setters;
