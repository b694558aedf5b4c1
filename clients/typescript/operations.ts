/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Act =
  | 'ACCEPT_PROPOSAL'
  | 'APPOINT'
  | 'ASSIGN_FINDING'
  | 'CORRECT'
  | 'MERGE'
  | 'RECORD_INSPECTION'
  | 'RECTIFY_FINDING'
  | 'REJECT_PROPOSAL'
  | 'RELIEVE'
  | 'REPORT_FINDING'
  | 'SPLIT'
  | 'UPLOAD'
  | 'VERIFY_FINDING';

export type AppointInput = {
  acting?: boolean | null | undefined;
  appointment?: string | null | undefined;
  by: string;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  person?: string | null | undefined;
  personName?: string | null | undefined;
  post: string;
  reference?: string | null | undefined;
  relievesHolder?: boolean;
  since?: string | null | undefined;
  until?: string | null | undefined;
};

export type AssignFindingInput = {
  by: string;
  deadline?: string | null | undefined;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  finding: string;
  funding?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  on?: string | null | undefined;
  plan?: string | null | undefined;
  rectifier: string;
  reference?: string | null | undefined;
  treatment?: string | null | undefined;
  verifier?: string | null | undefined;
};

export type At = {
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
  token?: string | null | undefined;
};

export type BarrierKind =
  | 'EMERGENCY_TEAM'
  | 'FIREPROOFING'
  | 'GAS_DETECTION'
  | 'ISOLATION'
  | 'SEPARATION'
  | 'WATER_SPRAY';

export type BurnOutInput = {
  time: number;
  unit: string;
};

export type ChangeKind =
  | 'ADDED'
  | 'ALTERED'
  | 'GAP_CLOSED'
  | 'GAP_OPENED'
  | 'REMOVED';

export type ChangeReason =
  | 'BEGAN'
  | 'CORRECTED'
  | 'DONE'
  | 'ENDED'
  | 'LEARNT'
  | 'RECORD'
  | 'RULE_BEGAN'
  | 'RULE_ENDED';

export type ColumnInput = {
  field: string;
  heading: string;
};

export type CorrectInput = {
  by: string;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  of: string;
  on?: string | null | undefined;
  property: string;
  reference?: string | null | undefined;
  since?: string | null | undefined;
  value?: string | null | undefined;
  values?: Array<string> | null | undefined;
};

export type CriticalityMeasure =
  | 'BETWEENNESS'
  | 'IN_CLOSENESS'
  | 'OUT_CLOSENESS'
  | 'RISK_AS_SOURCE'
  | 'RISK_AS_VICTIM';

export type DutyRole =
  | 'CONTACT_LEADER'
  | 'DEPARTMENT_HEAD'
  | 'DEPUTY_LEADER'
  | 'GRID_OFFICER'
  | 'GROUP_HEAD'
  | 'LEADER'
  | 'OPERATION_GUARANTOR'
  | 'PRINCIPAL'
  | 'PRINCIPAL_GUARANTOR'
  | 'PROJECT_LEAD'
  | 'PROVIDER'
  | 'RECTIFIER'
  | 'RISK_POINT_OWNER'
  | 'SAFETY_MANAGER'
  | 'STEWARD'
  | 'SUPERVISOR'
  | 'TECHNICAL_GUARANTOR'
  | 'VERIFIER'
  | 'WORKSHOP_HEAD';

export type EffectKind =
  | 'FLASH_FIRE'
  | 'HEAT_RADIATION'
  | 'OVERPRESSURE'
  | 'TOXIC';

export type EscalationBasis =
  | 'PROBIT_9_25_MINUTES'
  | 'PROBIT_12_54_MINUTES'
  | 'PROBIT_12_54_SECONDS'
  | 'THRESHOLD_RATIO';

export type FindingNews =
  | 'CHANGED'
  | 'RECORDED'
  | 'WITHDRAWN';

export type FindingStatus =
  | 'ASSIGNED'
  | 'CLOSED'
  | 'RECTIFIED'
  | 'REPORTED'
  | 'VERIFIED';

export type FootprintLevel =
  | 'END_POINT'
  | 'ONE_PERCENT_LETHALITY';

export type GapKind =
  | 'CONFLICT'
  | 'CUSTODY_LAPSED'
  | 'DUPLICATE'
  | 'EXPIRED'
  | 'MISSING'
  | 'OVERLOADED'
  | 'STALE'
  | 'UNPUBLISHED'
  | 'UNSUPPORTED'
  | 'VACANT';

export type HazardKind =
  | 'MAJOR_HAZARD_INSTALLATION'
  | 'RISK_POINT'
  | 'UNSAFE_ACT';

export type Line =
  | 'CUSTODY'
  | 'ENTERPRISE'
  | 'GOVERNMENT'
  | 'REGULATOR';

export type MajorHazardGrade =
  | 'FOUR'
  | 'ONE'
  | 'THREE'
  | 'TWO';

export type MeasureInput = {
  barrier: BarrierKind;
  effectTime?: number | null | undefined;
  failureOnDemand?: number | null | undefined;
  remainingShare?: number | null | undefined;
  unit: string;
};

export type Method =
  | 'COMPUTED'
  | 'DOCUMENT_RULE'
  | 'MANUAL'
  | 'REGISTER_ROW';

export type NodeType =
  | 'Authority'
  | 'CustodyProvider'
  | 'Enterprise'
  | 'Finding'
  | 'Hazard'
  | 'Indicator'
  | 'Inspection'
  | 'Institution'
  | 'Measure'
  | 'Park'
  | 'Person'
  | 'Platform'
  | 'Post'
  | 'Programme'
  | 'Receptor'
  | 'Region'
  | 'Substance'
  | 'Unit';

export type PlantStatus =
  | 'IN_SERVICE'
  | 'NEW';

export type PointInput = {
  latitude: number;
  longitude: number;
};

export type ProposalCause =
  | 'CONTEST'
  | 'END'
  | 'IDENTITY'
  | 'MISMATCH'
  | 'MISREADING'
  | 'RULE'
  | 'SCOPE'
  | 'UNCLEAR';

export type ProposalStatus =
  | 'ACCEPTED'
  | 'OPEN'
  | 'REJECTED'
  | 'SUPERSEDED';

export type ProtectionClass =
  | 'GENERAL_ONE'
  | 'GENERAL_THREE'
  | 'GENERAL_TWO'
  | 'HIGHLY_SENSITIVE'
  | 'IMPORTANT';

export type RecordInspectionInput = {
  by: string;
  checklist?: string | null | undefined;
  document?: string | null | undefined;
  heldOn?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  inspects: string;
  name?: string | null | undefined;
  note?: string | null | undefined;
  reference?: string | null | undefined;
  role?: DutyRole | null | undefined;
};

export type RectifyFindingInput = {
  by: string;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  finding: string;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  on?: string | null | undefined;
  rectification?: string | null | undefined;
  reference?: string | null | undefined;
};

export type Redundancy =
  | 'ALL_OF'
  | 'ANY_OF';

export type RegionLevel =
  | 'CITY'
  | 'DISTRICT'
  | 'NATION'
  | 'PROVINCE'
  | 'TOWN'
  | 'VILLAGE';

export type RelationType =
  | 'BELONGS_TO'
  | 'CONNECTED_TO'
  | 'CONTROLS'
  | 'COOPERATES_WITH'
  | 'DEPENDS_ON'
  | 'DETECTS'
  | 'FOUND_AT'
  | 'HAS_CUSTODY_OF'
  | 'HAS_HAZARD'
  | 'HAS_STATE'
  | 'HOLDS'
  | 'HOLDS_POST'
  | 'IMPLEMENTS'
  | 'INSPECTS'
  | 'IN_DOCUMENT'
  | 'IRRADIATES'
  | 'LOCATED_IN'
  | 'MANAGES'
  | 'MEASURES'
  | 'MEMBER_OF'
  | 'OPERATES'
  | 'PART_OF'
  | 'PILOT_OF'
  | 'RAISED_BY'
  | 'REPORTS_TO'
  | 'RESPONSIBLE_FOR'
  | 'SUPERVISES'
  | 'SUPPORTED_BY';

export type RelieveInput = {
  by: string;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  on?: string | null | undefined;
  person: string;
  post: string;
  reference?: string | null | undefined;
};

export type ReportFindingInput = {
  by: string;
  deadline?: string | null | undefined;
  document?: string | null | undefined;
  foundAt: string;
  foundOn?: string | null | undefined;
  funding?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  name: string;
  note?: string | null | undefined;
  plan?: string | null | undefined;
  raisedBy?: string | null | undefined;
  reference?: string | null | undefined;
  severity?: Severity | null | undefined;
  treatment?: string | null | undefined;
};

export type ResponsibilityLine =
  | 'CUSTODY'
  | 'ENTERPRISE'
  | 'GOVERNMENT'
  | 'REGULATOR';

export type RiskLevel =
  | 'BLUE'
  | 'ORANGE'
  | 'RED'
  | 'YELLOW';

export type ScenarioInput = {
  alsoBurning?: Array<string> | null | undefined;
  burnOut?: Array<BurnOutInput> | null | undefined;
  computedBurnOut?: boolean;
  escalation?: EscalationBasis | null | undefined;
  kinds?: Array<ScenarioKind> | null | undefined;
  seed?: number | null | undefined;
  trials?: number | null | undefined;
};

export type ScenarioKind =
  | 'FIREBALL'
  | 'FLASH_FIRE'
  | 'JET_FIRE'
  | 'POOL_FIRE'
  | 'TANK_FIRE'
  | 'TOXIC_EVAPORATION'
  | 'TOXIC_RELEASE'
  | 'VAPOUR_CLOUD_EXPLOSION'
  | 'VAPOUR_SPACE_EXPLOSION';

export type Severity =
  | 'GENERAL'
  | 'MAJOR';

export type SocietalZone =
  | 'ACCEPTABLE'
  | 'AS_LOW_AS_PRACTICABLE'
  | 'UNACCEPTABLE';

export type Stability =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F';

export type UploadInput = {
  by: string;
  columns?: Array<ColumnInput>;
  complete?: boolean | null | undefined;
  dated?: string | null | undefined;
  dryRun?: boolean;
  files: Array<Blob>;
  form?: string;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  office?: string;
};

export type VerificationVerdict =
  | 'CLOSE'
  | 'PASS'
  | 'RETURN';

export type VerifyFindingInput = {
  by: string;
  document?: string | null | undefined;
  expectedVersion?: string | null | undefined;
  finding: string;
  idempotencyKey?: string | null | undefined;
  note?: string | null | undefined;
  on?: string | null | undefined;
  reference?: string | null | undefined;
  verdict: VerificationVerdict;
};

export type WeatherClassInput = {
  share: number;
  stability: Stability;
  windSpeed: number;
};

export type WeatherInput = {
  stability: Stability;
  windDirection?: number | null | undefined;
  windSpeed: number;
};

export type UploadMutationVariables = Exact<{
  input: UploadInput;
}>;


export type UploadMutation = { upload:
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, expectedEn: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'KeyReused', usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'Uploaded', dryRun: boolean, load: { id: string, name: string, recordedAt: string } | null, added: { total: number }, confirmed: { total: number }, corrected: { total: number }, ended: { total: number }, unchanged: { total: number }, proposed: { total: number }, retracted: { total: number }, rejected: { total: number, complete: boolean, lines: Array<{ file: string, sheet: string | null, row: number | null, column: string | null, value: string | null, reason: string | null, reasonEn: string | null }> } }
   };

export type CallTreeQueryVariables = Exact<{
  from: string;
  scenario?: ScenarioInput | null | undefined;
  weather?: WeatherInput | null | undefined;
  at?: At | null | undefined;
}>;


export type CallTreeQuery = { hazardPropagation:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'Propagation', peopleExposed: number | null, origin: { name: string }, callTree: Array<{ order: number, arrivalTime: number | null, probability: number, place:
          | { __typename: 'AuditRecord' }
          | { __typename: 'Authority' }
          | { __typename: 'CustodyProvider' }
          | { __typename: 'Document' }
          | { __typename: 'Enterprise', name: string }
          | { __typename: 'Evidence' }
          | { __typename: 'Finding' }
          | { __typename: 'Hazard' }
          | { __typename: 'Indicator' }
          | { __typename: 'Inspection' }
          | { __typename: 'Institution' }
          | { __typename: 'Load' }
          | { __typename: 'Measure' }
          | { __typename: 'Park' }
          | { __typename: 'Person' }
          | { __typename: 'Platform' }
          | { __typename: 'Post' }
          | { __typename: 'Programme' }
          | { __typename: 'Proposal' }
          | { __typename: 'Receptor', name: string }
          | { __typename: 'Region' }
          | { __typename: 'Substance' }
          | { __typename: 'Unit', name: string }
        , calls: Array<{ line: ResponsibilityLine, alreadyCalled: boolean, rung: { order: number, role: DutyRole, acting: boolean, post: { name: string } | null, person: { name: string | null, phone: string | null } | null, organisation:
              | { name: string }
              | { name: string }
              | { name: string }
              | { name: string }
             | null, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> } }>, gaps: Array<{ kind: GapKind, line: ResponsibilityLine, role: DutyRole | null, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } }>, missing: Array<
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
        > }>, receptors: { totalCount: number, nodes: Array<{ order: number, arrivalTime: number | null, probability: number, population: number | null, place:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise', name: string }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure' }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor', name: string }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit' }
          , effects: Array<{ scenario: ScenarioKind, kind: EffectKind, distance: number, arrivalTime: number | null, lethality: number | null, source: { name: string }, substance: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }, unitsWithinReach: Array<{ order: number, arrivalTime: number | null, probability: number, place:
          | { name: string }
          | Record<PropertyKey, never>
        , effects: Array<{ scenario: ScenarioKind, kind: EffectKind, distance: number, arrivalTime: number | null, source: { name: string }, substance: { name: string } }> }>, notCounted: Array<{ of:
          | { __typename: 'AuditRecord' }
          | { __typename: 'Authority' }
          | { __typename: 'CustodyProvider' }
          | { __typename: 'Document' }
          | { __typename: 'Enterprise' }
          | { __typename: 'Evidence' }
          | { __typename: 'Finding' }
          | { __typename: 'Hazard' }
          | { __typename: 'Indicator' }
          | { __typename: 'Inspection' }
          | { __typename: 'Institution' }
          | { __typename: 'Load' }
          | { __typename: 'Measure' }
          | { __typename: 'Park' }
          | { __typename: 'Person' }
          | { __typename: 'Platform' }
          | { __typename: 'Post' }
          | { __typename: 'Programme' }
          | { __typename: 'Proposal' }
          | { __typename: 'Receptor', name: string }
          | { __typename: 'Region' }
          | { __typename: 'Substance' }
          | { __typename: 'Unit', name: string }
        , problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, coverage: { complete: boolean, stoppedBy: string | null }, method: { exact: boolean, assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
   };

export type SourceFragment = { quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } };

export type FenceQueryVariables = Exact<{
  of: string;
  weather?: WeatherInput | null | undefined;
  level: FootprintLevel;
  radius: number;
  at?: At | null | undefined;
}>;


export type FenceQuery = { fence:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'Fence', level: FootprintLevel, radius: number, unitsConsidered: number, contained: number, complete: boolean, peopleOutside: number | null, peopleInside: number | null, assumptions: Array<string>, warnings: Array<string>, park: { name: string }, weather: { windSpeed: number, windDirection: number | null, stability: Stability, worstCase: boolean }, outward: Array<{ scenario: ScenarioKind, kind: EffectKind, level: number, levelUnit: string, levelMeaning: string, fenceDistance: number, reach: number, beyond: number, truncated: boolean, peopleOnRecord: number, unit: { name: string }, substance: { name: string }, places: Array<{ distance: number, population: number | null, place:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise', name: string }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure' }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor', name: string, protectionClass: ProtectionClass | null }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit' }
           }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }>, inward: Array<{ scenario: ScenarioKind, kind: EffectKind, level: number, levelUnit: string, levelMeaning: string, fenceDistance: number, reach: number, beyond: number, truncated: boolean, peopleOnRecord: number, unit: { name: string }, substance: { name: string }, places: Array<{ distance: number, population: number | null, place:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise', name: string }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure' }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor', name: string, protectionClass: ProtectionClass | null }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit' }
           }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }>, notComputed: Array<{ unit: { name: string }, problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
   };

export type CrossingFragment = { scenario: ScenarioKind, kind: EffectKind, level: number, levelUnit: string, levelMeaning: string, fenceDistance: number, reach: number, beyond: number, truncated: boolean, peopleOnRecord: number, unit: { name: string }, substance: { name: string }, places: Array<{ distance: number, population: number | null, place:
      | { __typename: 'AuditRecord' }
      | { __typename: 'Authority' }
      | { __typename: 'CustodyProvider' }
      | { __typename: 'Document' }
      | { __typename: 'Enterprise', name: string }
      | { __typename: 'Evidence' }
      | { __typename: 'Finding' }
      | { __typename: 'Hazard' }
      | { __typename: 'Indicator' }
      | { __typename: 'Inspection' }
      | { __typename: 'Institution' }
      | { __typename: 'Load' }
      | { __typename: 'Measure' }
      | { __typename: 'Park' }
      | { __typename: 'Person' }
      | { __typename: 'Platform' }
      | { __typename: 'Post' }
      | { __typename: 'Programme' }
      | { __typename: 'Proposal' }
      | { __typename: 'Receptor', name: string, protectionClass: ProtectionClass | null }
      | { __typename: 'Region' }
      | { __typename: 'Substance' }
      | { __typename: 'Unit' }
     }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } };

export type ExposureQueryVariables = Exact<{
  of?: string | null | undefined;
  point?: PointInput | null | undefined;
  weather?: WeatherInput | null | undefined;
  climate?: Array<WeatherClassInput> | WeatherClassInput | null | undefined;
  at?: At | null | undefined;
}>;


export type ExposureQuery = { exposure:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'Exposure', radius: number, unitsConsidered: number, complete: boolean, target:
        | { name: string }
        | { name: string, population: number | null }
        | Record<PropertyKey, never>
       | null, position: { longitude: number, latitude: number }, weather: { windSpeed: number, windDirection: number | null, stability: Stability, worstCase: boolean }, effects: Array<{ scenario: ScenarioKind, kind: EffectKind, distance: number, bearing: number, heatFlux: number | null, overpressure: number | null, concentration: number | null, toxicDose: number | null, toxicDoseUnit: string | null, exposureTime: number | null, lethality: number, unit: { name: string }, substance: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }>, risk: { perYear: number, protectionClass: ProtectionClass | null, complete: boolean, criteria: Array<{ status: PlantStatus, limit: number, exceeded: boolean | null, basis: { instrument: string, clause: string, verified: boolean } }>, missing: Array<
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
        >, contributions: Array<{ scenario: ScenarioKind, releaseFrequency: number, frequencyStated: boolean, ignition: number, lethality: number, perYear: number, unit: { name: string }, substance: { name: string }, frequencyBasis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } } | null, notComputed: Array<{ unit: { name: string }, problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, candidates: Array<string>, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
    | { __typename: 'InvalidInput', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
   };

export type SocietalRiskQueryVariables = Exact<{
  of: string;
  climate?: Array<WeatherClassInput> | WeatherClassInput | null | undefined;
  radius: number;
  at?: At | null | undefined;
}>;


export type SocietalRiskQuery = { societalRisk:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'SocietalRisk', radius: number, people: number, complete: boolean, expectedDeaths: number, park: { name: string }, points: Array<{ deaths: number, perYear: number, zone: SocietalZone | null }>, byScenario: Array<{ scenario: ScenarioKind, perYear: number, unit: { name: string }, substance: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, notCounted: Array<{ of:
          | { __typename: 'AuditRecord' }
          | { __typename: 'Authority' }
          | { __typename: 'CustodyProvider' }
          | { __typename: 'Document' }
          | { __typename: 'Enterprise' }
          | { __typename: 'Evidence' }
          | { __typename: 'Finding' }
          | { __typename: 'Hazard' }
          | { __typename: 'Indicator' }
          | { __typename: 'Inspection' }
          | { __typename: 'Institution' }
          | { __typename: 'Load' }
          | { __typename: 'Measure' }
          | { __typename: 'Park' }
          | { __typename: 'Person' }
          | { __typename: 'Platform' }
          | { __typename: 'Post' }
          | { __typename: 'Programme' }
          | { __typename: 'Proposal' }
          | { __typename: 'Receptor', name: string }
          | { __typename: 'Region' }
          | { __typename: 'Substance' }
          | { __typename: 'Unit' }
        , problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, notComputed: Array<{ unit: { name: string }, problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
   };

export type PropagationQueryVariables = Exact<{
  from: string;
  scenario?: ScenarioInput | null | undefined;
  at?: At | null | undefined;
}>;


export type PropagationQuery = { hazardPropagation:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'Propagation', origin: { name: string }, snapshot: { asOf: string, knownAt: string, token: string }, events: { totalCount: number, nodes: Array<{ order: number, probability: number, standardError: number | null, timeToFailure: number | null, unit: { name: string }, effects: Array<{ heatFlux: number, overpressure: number | null, source: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }> }, paths: { nodes: Array<{ probability: number, to: { name: string }, steps: Array<{ heatFlux: number, overpressure: number | null, probability: number, source: { name: string }, target: { name: string } }> }> }, coverage: { complete: boolean, stoppedBy: string | null, expanded: number, maxDepthReached: number }, method: { exact: boolean, trials: number | null, seed: number | null, assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, title: string, verified: boolean }> } }
   };

export type WhatIfQueryVariables = Exact<{
  from: string;
  without?: Array<string> | string | null | undefined;
  with?: Array<MeasureInput> | MeasureInput | null | undefined;
  scenario?: ScenarioInput | null | undefined;
  weather?: WeatherInput | null | undefined;
  at?: At | null | undefined;
}>;


export type WhatIfQuery = { hazardPropagation:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'Propagation', origin: { name: string }, whatIf: { expectedFailuresBefore: number, expectedFailuresAfter: number, expectedDeathsBefore: number | null, expectedDeathsAfter: number | null, changes: Array<{ before: number, after: number, difference: number, unit: { name: string } }>, lethalityChanges: Array<{ before: number, after: number, difference: number, place:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise', name: string }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure' }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor', name: string }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit' }
           }> } | null, barriers: Array<{ barrier: BarrierKind, failureOnDemand: number, remainingShare: number | null, effectTime: number | null, unit: { name: string }, measure: { name: string } | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, measureRanking: Array<{ expectedFailuresWithout: number, reduction: number, deathsAverted: number | null, barrier: { barrier: BarrierKind, failureOnDemand: number, remainingShare: number | null, effectTime: number | null, unit: { name: string }, measure: { name: string } | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> } }>, notEffective: Array<{ measure: { name: string }, unit: { name: string }, problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, method: { exact: boolean, trials: number | null, seed: number | null, assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
   };

export type UsedFragment = { barrier: BarrierKind, failureOnDemand: number, remainingShare: number | null, effectTime: number | null, unit: { name: string }, measure: { name: string } | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> };

export type CriticalityQueryVariables = Exact<{
  scope: string;
  by: CriticalityMeasure;
  scenario?: ScenarioInput | null | undefined;
  weather?: WeatherInput | null | undefined;
  at?: At | null | undefined;
}>;


export type CriticalityQuery = { criticality:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'Criticality', unitsConsidered: number, complete: boolean, snapshot: { asOf: string, knownAt: string, token: string }, units: Array<{ reaches: number, reachedBy: number, outCloseness: number, inCloseness: number, betweenness: number, riskAsSource: number | null, riskAsVictim: number, unit: { name: string } }>, notComputed: Array<{ unit: { name: string }, problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }>, method: { exact: boolean, assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
   };

export type MeasuresQueryVariables = Exact<{
  from: string;
  with?: Array<MeasureInput> | MeasureInput | null | undefined;
  at?: At | null | undefined;
}>;


export type MeasuresQuery = { hazardPropagation:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'Propagation', origin: { name: string }, measureRanking: Array<{ expectedFailuresWithout: number, reduction: number, deathsAverted: number | null, barrier: { barrier: BarrierKind, unit: { name: string }, measure: { name: string } | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> } }>, coverage: { complete: boolean, stoppedBy: string | null }, method: { exact: boolean, trials: number | null, seed: number | null, assumptions: Array<string>, warnings: Array<string> } }
   };

export type OutageQueryVariables = Exact<{
  of: Array<string> | string;
  at?: At | null | undefined;
}>;


export type OutageQuery = { outage:
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
    | { __typename: 'Outage', assumptions: Array<string>, warnings: Array<string>, stopped: Array<{ order: number, stopsAfter: number, ring: boolean, unit: { name: string }, lost: Array<{ service: string, redundancy: Redundancy, redundancyStated: boolean, user:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise' }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure', name: string }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor' }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit', name: string }
          , supplies: Array<{ backupTime: number | null, lostAfter: number | null, supplier: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }> }>, measuresLost: Array<{ order: number, stopsAfter: number, measure: { name: string }, guards: Array<{ name: string }>, lost: Array<{ service: string, redundancy: Redundancy, redundancyStated: boolean, user:
            | { __typename: 'AuditRecord' }
            | { __typename: 'Authority' }
            | { __typename: 'CustodyProvider' }
            | { __typename: 'Document' }
            | { __typename: 'Enterprise' }
            | { __typename: 'Evidence' }
            | { __typename: 'Finding' }
            | { __typename: 'Hazard' }
            | { __typename: 'Indicator' }
            | { __typename: 'Inspection' }
            | { __typename: 'Institution' }
            | { __typename: 'Load' }
            | { __typename: 'Measure', name: string }
            | { __typename: 'Park' }
            | { __typename: 'Person' }
            | { __typename: 'Platform' }
            | { __typename: 'Post' }
            | { __typename: 'Programme' }
            | { __typename: 'Proposal' }
            | { __typename: 'Receptor' }
            | { __typename: 'Region' }
            | { __typename: 'Substance' }
            | { __typename: 'Unit', name: string }
          , supplies: Array<{ backupTime: number | null, lostAfter: number | null, supplier: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }> }>, weakened: Array<{ service: string, redundancy: Redundancy, redundancyStated: boolean, user:
          | { __typename: 'AuditRecord' }
          | { __typename: 'Authority' }
          | { __typename: 'CustodyProvider' }
          | { __typename: 'Document' }
          | { __typename: 'Enterprise' }
          | { __typename: 'Evidence' }
          | { __typename: 'Finding' }
          | { __typename: 'Hazard' }
          | { __typename: 'Indicator' }
          | { __typename: 'Inspection' }
          | { __typename: 'Institution' }
          | { __typename: 'Load' }
          | { __typename: 'Measure', name: string }
          | { __typename: 'Park' }
          | { __typename: 'Person' }
          | { __typename: 'Platform' }
          | { __typename: 'Post' }
          | { __typename: 'Programme' }
          | { __typename: 'Proposal' }
          | { __typename: 'Receptor' }
          | { __typename: 'Region' }
          | { __typename: 'Substance' }
          | { __typename: 'Unit', name: string }
        , supplies: Array<{ backupTime: number | null, lostAfter: number | null, supplier: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }>, pipelines: Array<{ medium: string | null, depends: boolean, source: { name: string }, target: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, coverage: { complete: boolean, stoppedBy: string | null, maxDepthReached: number } }
   };

export type ServiceFragment = { service: string, redundancy: Redundancy, redundancyStated: boolean, user:
    | { __typename: 'AuditRecord' }
    | { __typename: 'Authority' }
    | { __typename: 'CustodyProvider' }
    | { __typename: 'Document' }
    | { __typename: 'Enterprise' }
    | { __typename: 'Evidence' }
    | { __typename: 'Finding' }
    | { __typename: 'Hazard' }
    | { __typename: 'Indicator' }
    | { __typename: 'Inspection' }
    | { __typename: 'Institution' }
    | { __typename: 'Load' }
    | { __typename: 'Measure', name: string }
    | { __typename: 'Park' }
    | { __typename: 'Person' }
    | { __typename: 'Platform' }
    | { __typename: 'Post' }
    | { __typename: 'Programme' }
    | { __typename: 'Proposal' }
    | { __typename: 'Receptor' }
    | { __typename: 'Region' }
    | { __typename: 'Substance' }
    | { __typename: 'Unit', name: string }
  , supplies: Array<{ backupTime: number | null, lostAfter: number | null, supplier: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> };

export type MajorHazardQueryVariables = Exact<{
  of: string;
  at?: At | null | undefined;
}>;


export type MajorHazardQuery = { majorHazardAssessment:
    | { __typename: 'InvalidData', code: string, message: string, messageEn: string }
    | { __typename: 'MajorHazardAssessment', isMajorHazard: boolean, s: number, r: number | null, alpha: number | null, grade: MajorHazardGrade | null, possibleGrades: Array<MajorHazardGrade>, unit: { name: string }, rRange: { low: number, high: number } | null, alphaRange: { low: number, high: number }, terms: Array<{ name: string, quantity: number, criticalQuantity: number, beta: number | null, ratio: number, weightedRatio: number | null, basis: { instrument: string, clause: string, verified: boolean }, betaBasis: { instrument: string, clause: string, verified: boolean } | null, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, missing: Array<{ of: string, field: string, message: string, messageEn: string }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
   };

export type OpenFindingsQueryVariables = Exact<{
  within: string;
  at?: At | null | undefined;
}>;


export type OpenFindingsQuery = { findingGroups: { totalCount: number, complete: boolean, groups: Array<{ severity: Severity | null, foundOnMonth: string | null, count: number }> } };

export type UncontrolledQueryVariables = Exact<{
  first: number;
  at?: At | null | undefined;
}>;


export type UncontrolledQuery = { hazards: { totalCount: number, nodes: Array<{ name: string, kind: HazardKind | null, level: RiskLevel | null, sites: { nodes: Array<
          | { __typename: 'AuditRecord', id: string }
          | { __typename: 'Authority', id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Document', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Evidence', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Indicator', id: string }
          | { __typename: 'Inspection', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Load', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Person', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Proposal', id: string }
          | { __typename: 'Receptor', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Substance', id: string }
          | { __typename: 'Unit', id: string }
        > }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FootprintQueryVariables = Exact<{
  of: string;
  weather?: WeatherInput | null | undefined;
  level: FootprintLevel;
  at?: At | null | undefined;
}>;


export type FootprintQuery = { footprint:
    | { __typename: 'BudgetExceeded', code: string, message: string, messageEn: string }
    | { __typename: 'Footprint', complete: boolean, assumptions: Array<string>, warnings: Array<string>, unit: { name: string }, weather: { windSpeed: number, windDirection: number | null, stability: Stability, worstCase: boolean }, zones: Array<{ scenario: ScenarioKind, kind: EffectKind, level: number, levelUnit: string, levelMeaning: string, reach: number, truncated: boolean, polygon: Record<string, unknown>, peopleOnRecord: number, substance: { name: string }, places: Array<{ distance: number, population: number | null, place:
            | { name: string }
            | { name: string, protectionClass: ProtectionClass | null }
            | Record<PropertyKey, never>
           }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, method: { assumptions: Array<string>, warnings: Array<string>, models: Array<{ instrument: string, clause: string, verified: boolean }> } }>, notComputed: Array<{ problem:
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { of: string, field: string, code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
          | { code: string, message: string, messageEn: string }
         }> }
    | { __typename: 'MissingData', code: string, message: string, messageEn: string, of: string, field: string }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OutOfValidity', code: string, message: string, messageEn: string }
   };

export type SearchQueryVariables = Exact<{
  name: string;
  initials: string;
  cas: string;
}>;


export type SearchQuery = { byPartOfName: { totalCount: number, nodes: Array<
      | { __typename: 'AuditRecord', id: string }
      | { __typename: 'Authority', name: string, aliases: Array<string>, id: string }
      | { __typename: 'CustodyProvider', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Document', id: string }
      | { __typename: 'Enterprise', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Evidence', id: string }
      | { __typename: 'Finding', id: string }
      | { __typename: 'Hazard', id: string }
      | { __typename: 'Indicator', id: string }
      | { __typename: 'Inspection', id: string }
      | { __typename: 'Institution', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Load', id: string }
      | { __typename: 'Measure', id: string }
      | { __typename: 'Park', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Person', id: string }
      | { __typename: 'Platform', id: string }
      | { __typename: 'Post', id: string }
      | { __typename: 'Programme', name: string, id: string }
      | { __typename: 'Proposal', id: string }
      | { __typename: 'Receptor', id: string }
      | { __typename: 'Region', id: string }
      | { __typename: 'Substance', name: string, aliases: Array<string>, cas: string | null, criticalQuantity: number | null, id: string }
      | { __typename: 'Unit', id: string }
    > }, byInitials: { totalCount: number, nodes: Array<
      | { __typename: 'AuditRecord', id: string }
      | { __typename: 'Authority', name: string, aliases: Array<string>, id: string }
      | { __typename: 'CustodyProvider', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Document', id: string }
      | { __typename: 'Enterprise', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Evidence', id: string }
      | { __typename: 'Finding', id: string }
      | { __typename: 'Hazard', id: string }
      | { __typename: 'Indicator', id: string }
      | { __typename: 'Inspection', id: string }
      | { __typename: 'Institution', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Load', id: string }
      | { __typename: 'Measure', id: string }
      | { __typename: 'Park', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Person', id: string }
      | { __typename: 'Platform', id: string }
      | { __typename: 'Post', id: string }
      | { __typename: 'Programme', name: string, id: string }
      | { __typename: 'Proposal', id: string }
      | { __typename: 'Receptor', id: string }
      | { __typename: 'Region', id: string }
      | { __typename: 'Substance', name: string, aliases: Array<string>, cas: string | null, criticalQuantity: number | null, id: string }
      | { __typename: 'Unit', id: string }
    > }, byCasNumber: { totalCount: number, nodes: Array<
      | { __typename: 'AuditRecord', id: string }
      | { __typename: 'Authority', name: string, aliases: Array<string>, id: string }
      | { __typename: 'CustodyProvider', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Document', id: string }
      | { __typename: 'Enterprise', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Evidence', id: string }
      | { __typename: 'Finding', id: string }
      | { __typename: 'Hazard', id: string }
      | { __typename: 'Indicator', id: string }
      | { __typename: 'Inspection', id: string }
      | { __typename: 'Institution', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Load', id: string }
      | { __typename: 'Measure', id: string }
      | { __typename: 'Park', name: string, aliases: Array<string>, id: string }
      | { __typename: 'Person', id: string }
      | { __typename: 'Platform', id: string }
      | { __typename: 'Post', id: string }
      | { __typename: 'Programme', name: string, id: string }
      | { __typename: 'Proposal', id: string }
      | { __typename: 'Receptor', id: string }
      | { __typename: 'Region', id: string }
      | { __typename: 'Substance', name: string, aliases: Array<string>, cas: string | null, criticalQuantity: number | null, id: string }
      | { __typename: 'Unit', id: string }
    > } };

export type FoundFragment = { totalCount: number, nodes: Array<
    | { __typename: 'AuditRecord', id: string }
    | { __typename: 'Authority', name: string, aliases: Array<string>, id: string }
    | { __typename: 'CustodyProvider', name: string, aliases: Array<string>, id: string }
    | { __typename: 'Document', id: string }
    | { __typename: 'Enterprise', name: string, aliases: Array<string>, id: string }
    | { __typename: 'Evidence', id: string }
    | { __typename: 'Finding', id: string }
    | { __typename: 'Hazard', id: string }
    | { __typename: 'Indicator', id: string }
    | { __typename: 'Inspection', id: string }
    | { __typename: 'Institution', name: string, aliases: Array<string>, id: string }
    | { __typename: 'Load', id: string }
    | { __typename: 'Measure', id: string }
    | { __typename: 'Park', name: string, aliases: Array<string>, id: string }
    | { __typename: 'Person', id: string }
    | { __typename: 'Platform', id: string }
    | { __typename: 'Post', id: string }
    | { __typename: 'Programme', name: string, id: string }
    | { __typename: 'Proposal', id: string }
    | { __typename: 'Receptor', id: string }
    | { __typename: 'Region', id: string }
    | { __typename: 'Substance', name: string, aliases: Array<string>, cas: string | null, criticalQuantity: number | null, id: string }
    | { __typename: 'Unit', id: string }
  > };

export type DocumentQueryVariables = Exact<{
  of: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DocumentQuery = { documentStatements:
    | { __typename: 'DocumentStatements', nodes: Array<{ evidence: { quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }, entities: Array<
          | { __typename: 'AuditRecord', id: string }
          | { __typename: 'Authority', id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Document', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Evidence', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Indicator', id: string }
          | { __typename: 'Inspection', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Load', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Person', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Proposal', id: string }
          | { __typename: 'Receptor', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Substance', id: string }
          | { __typename: 'Unit', id: string }
        >, relations: Array<{ type: RelationType, source:
            | { __typename: 'AuditRecord', id: string }
            | { __typename: 'Authority', name: string, id: string }
            | { __typename: 'CustodyProvider', name: string, id: string }
            | { __typename: 'Document', id: string }
            | { __typename: 'Enterprise', name: string, id: string }
            | { __typename: 'Evidence', id: string }
            | { __typename: 'Finding', id: string }
            | { __typename: 'Hazard', id: string }
            | { __typename: 'Indicator', id: string }
            | { __typename: 'Inspection', id: string }
            | { __typename: 'Institution', name: string, id: string }
            | { __typename: 'Load', id: string }
            | { __typename: 'Measure', id: string }
            | { __typename: 'Park', name: string, id: string }
            | { __typename: 'Person', id: string }
            | { __typename: 'Platform', id: string }
            | { __typename: 'Post', id: string }
            | { __typename: 'Programme', id: string }
            | { __typename: 'Proposal', id: string }
            | { __typename: 'Receptor', id: string }
            | { __typename: 'Region', id: string }
            | { __typename: 'Substance', id: string }
            | { __typename: 'Unit', id: string }
          , target:
            | { __typename: 'AuditRecord', id: string }
            | { __typename: 'Authority', id: string }
            | { __typename: 'CustodyProvider', id: string }
            | { __typename: 'Document', id: string }
            | { __typename: 'Enterprise', id: string }
            | { __typename: 'Evidence', id: string }
            | { __typename: 'Finding', id: string }
            | { __typename: 'Hazard', id: string }
            | { __typename: 'Indicator', id: string }
            | { __typename: 'Inspection', id: string }
            | { __typename: 'Institution', id: string }
            | { __typename: 'Load', id: string }
            | { __typename: 'Measure', id: string }
            | { __typename: 'Park', id: string }
            | { __typename: 'Person', id: string }
            | { __typename: 'Platform', id: string }
            | { __typename: 'Post', id: string }
            | { __typename: 'Programme', name: string, id: string }
            | { __typename: 'Proposal', id: string }
            | { __typename: 'Receptor', id: string }
            | { __typename: 'Region', id: string }
            | { __typename: 'Substance', id: string }
            | { __typename: 'Unit', id: string }
           }>, proposals: Array<{ id: string, status: ProposalStatus, kind: string, summary: string, rule: string | null, precision: number | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type HazardsByLevelQueryVariables = Exact<{
  at?: At | null | undefined;
}>;


export type HazardsByLevelQuery = { hazardGroups: { totalCount: number, complete: boolean, groups: Array<{ kind: HazardKind | null, level: RiskLevel | null, count: number, sites:
        | { __typename: 'AuditRecord', id: string }
        | { __typename: 'Authority', name: string, id: string }
        | { __typename: 'CustodyProvider', name: string, id: string }
        | { __typename: 'Document', id: string }
        | { __typename: 'Enterprise', name: string, id: string }
        | { __typename: 'Evidence', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'Hazard', id: string }
        | { __typename: 'Indicator', id: string }
        | { __typename: 'Inspection', id: string }
        | { __typename: 'Institution', name: string, id: string }
        | { __typename: 'Load', id: string }
        | { __typename: 'Measure', id: string }
        | { __typename: 'Park', name: string, id: string }
        | { __typename: 'Person', id: string }
        | { __typename: 'Platform', id: string }
        | { __typename: 'Post', id: string }
        | { __typename: 'Programme', id: string }
        | { __typename: 'Proposal', id: string }
        | { __typename: 'Receptor', id: string }
        | { __typename: 'Region', name: string, id: string }
        | { __typename: 'Substance', id: string }
        | { __typename: 'Unit', name: string, id: string }
       | null }> } };

export type IndicatorsQueryVariables = Exact<{
  name: string;
  at?: At | null | undefined;
}>;


export type IndicatorsQuery = { region: { name: string, code: string, indicators: { totalCount: number, nodes: Array<{ name: string, value: number | null, valueText: string | null, unit: string | null, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } } | null };

export type DisputesQueryVariables = Exact<{
  first: number;
}>;


export type DisputesQuery = { proposals: { totalCount: number, nodes: Array<{ id: string, kind: string, summary: string, cause: ProposalCause | null, reason: string, reasonEn: string, rule: string | null, precision: number | null, recordedAt: string, evidence: Array<{ quote: string | null, span: { start: number, end: number } | null, document: { name: string } }> }> } };

export type LoadsQueryVariables = Exact<{
  first: number;
}>;


export type LoadsQuery = { loads: { totalCount: number, nodes: Array<{ name: string, recordedAt: string, added: number | null, confirmed: number | null, corrected: number | null, ended: number | null, unchanged: number | null, proposed: number | null, retracted: number | null, rejected: number | null }> } };

export type EnterprisesQueryVariables = Exact<{
  first: number;
  at?: At | null | undefined;
}>;


export type EnterprisesQuery = { enterprises: { nodes: Array<{ name: string, creditCode: string | null, industry: string | null, address: string | null, park: { nodes: Array<{ name: string }> }, supervisedBy: { nodes: Array<{ name: string }> }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FollowFindingsSubscriptionVariables = Exact<{
  scope: string;
  after?: string | null | undefined;
}>;


export type FollowFindingsSubscription = { findings: { token: string, kind: FindingNews, snapshot: { asOf: string, knownAt: string }, finding: { id: string, name: string, status: FindingStatus | null, severity: Severity | null, deadline: string | null, foundAt: { nodes: Array<
          | { name: string }
          | { name: string }
          | { name: string }
          | { name: string }
          | { name: string }
          | { name: string }
          | Record<PropertyKey, never>
        > } }, evidence: Array<{ method: Method, recordedAt: string, document: { source: string | null } }> } };

export type FollowGapsSubscriptionVariables = Exact<{
  scope: string;
  after?: string | null | undefined;
}>;


export type FollowGapsSubscription = { gaps: { token: string, snapshot: { asOf: string, knownAt: string }, change: { kind: ChangeKind, reason: ChangeReason, line: ResponsibilityLine, on: string | null, message: string, messageEn: string, gap: { kind: GapKind, role: DutyRole | null, message: string, subject:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
        , rule: { instrument: string, clause: string, verified: boolean } } | null }, evidence: Array<{ method: Method, recordedAt: string, document: { source: string | null } }> } };

export type RegulatorsQueryVariables = Exact<{
  of: string;
  at?: At | null | undefined;
}>;


export type RegulatorsQuery = { enterprise: { name: string, industry: string | null, licensedBy: string | null, managedBy: { edges: Array<{ node:
          | { __typename: 'AuditRecord', id: string }
          | { __typename: 'Authority', name: string, id: string }
          | { __typename: 'CustodyProvider', name: string, id: string }
          | { __typename: 'Document', id: string }
          | { __typename: 'Enterprise', name: string, id: string }
          | { __typename: 'Evidence', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Indicator', id: string }
          | { __typename: 'Inspection', id: string }
          | { __typename: 'Institution', name: string, id: string }
          | { __typename: 'Load', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Person', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Proposal', id: string }
          | { __typename: 'Receptor', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Substance', id: string }
          | { __typename: 'Unit', id: string }
        , evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } } | null, responsibilityChain:
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'ResponsibilityChain', lines: Array<{ line: ResponsibilityLine, rungs: Array<{ order: number, role: DutyRole, sector: string | null, validFrom: string | null, validTo: string | null, subject:
            | { __typename: 'Authority', id: string }
            | { __typename: 'CustodyProvider', id: string }
            | { __typename: 'Enterprise', id: string }
            | { __typename: 'Finding', id: string }
            | { __typename: 'Hazard', id: string }
            | { __typename: 'Institution', id: string }
            | { __typename: 'Measure', id: string }
            | { __typename: 'Park', id: string }
            | { __typename: 'Platform', id: string }
            | { __typename: 'Programme', id: string }
            | { __typename: 'Region', id: string }
            | { __typename: 'Unit', id: string }
          , organisation:
            | { name: string }
            | { name: string }
            | { name: string }
            | { name: string }
           | null, post: { name: string } | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }>, gaps: Array<{ kind: GapKind, role: DutyRole | null, message: string, messageEn: string, subject:
          | { __typename: 'Authority', id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Unit', id: string }
        , rule: { instrument: string, clause: string, title: string, verified: boolean } }> }
   };

export type ChainQueryVariables = Exact<{
  of: string;
  at?: At | null | undefined;
}>;


export type ChainQuery = { responsibilityChain:
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'ResponsibilityChain', subject:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string, name: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
      , snapshot: { asOf: string, knownAt: string, token: string }, lines: Array<{ line: ResponsibilityLine, rungs: Array<{ order: number, role: DutyRole, sector: string | null, contract: string | null, scope: string | null, validFrom: string | null, validTo: string | null, subject:
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
          , post: { name: string } | null, person: { name: string | null } | null, organisation:
            | { __typename: 'Authority', name: string }
            | { __typename: 'CustodyProvider', name: string }
            | { __typename: 'Enterprise', name: string }
            | { __typename: 'Institution', name: string }
           | null, basis: Array<{ instrument: string, clause: string, verified: boolean }>, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }>, gaps: Array<{ kind: GapKind, line: ResponsibilityLine, role: DutyRole | null, message: string, messageEn: string, since: string | null, rule: { instrument: string, clause: string, title: string, verified: boolean } }>, coverage: { complete: boolean, stoppedBy: string | null, hiddenByPolicy: number } }
   };

export type DistrictQueryVariables = Exact<{
  scope: string;
  kinds?: Array<GapKind> | GapKind | null | undefined;
  span?: number | null | undefined;
  first: number;
  after?: string | null | undefined;
  at?: At | null | undefined;
}>;


export type DistrictQuery = { responsibilityGaps: { totalCount: number, counts: Array<{ kind: GapKind, count: number }>, nodes: Array<{ kind: GapKind, line: ResponsibilityLine, role: DutyRole | null, message: string, messageEn: string, since: string | null, subject:
        | { __typename: 'Authority', id: string }
        | { __typename: 'CustodyProvider', id: string }
        | { __typename: 'Enterprise', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'Hazard', id: string }
        | { __typename: 'Institution', id: string }
        | { __typename: 'Measure', id: string }
        | { __typename: 'Park', id: string }
        | { __typename: 'Platform', id: string }
        | { __typename: 'Programme', id: string }
        | { __typename: 'Region', id: string }
        | { __typename: 'Unit', id: string }
      , rule: { instrument: string, clause: string, verified: boolean }, evidence: Array<{ note: string | null, quote: string | null, cell: { row: number } | null, document: { name: string } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, rules: Array<{ instrument: string, clause: string, verified: boolean }>, coverage: { complete: boolean, stoppedBy: string | null, expanded: number, unplaced: number | null } } };

export type GapsQueryVariables = Exact<{
  of: string;
  at?: At | null | undefined;
}>;


export type GapsQuery = { responsibilityChain:
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'ResponsibilityChain', gaps: Array<{ kind: GapKind, line: ResponsibilityLine, role: DutyRole | null, message: string, messageEn: string, since: string | null, subject:
          | { __typename: 'Authority', id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Unit', id: string }
        , rule: { instrument: string, clause: string, title: string, verified: boolean }, evidence: Array<{ note: string | null, quote: string | null, cell: { row: number } | null, document: { name: string } }> }>, rules: Array<{ instrument: string, clause: string, verified: boolean }>, coverage: { complete: boolean, stoppedBy: string | null } }
   };

export type BelowQueryVariables = Exact<{
  of: string;
  types?: Array<NodeType> | NodeType | null | undefined;
  first: number;
  after?: string | null | undefined;
  at?: At | null | undefined;
}>;


export type BelowQuery = { responsibilities: { openFindings: number, overdueFindings: number, overdueMeasures: number, duties: { totalCount: number, nodes: Array<{ line: ResponsibilityLine, role: DutyRole, basis: string | null, contract: string | null, scope: string | null, validFrom: string | null, validTo: string | null, subject:
          | { __typename: 'Authority', id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Programme', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Unit', id: string }
        , post: { name: string } | null, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }, counts: Array<{ type: NodeType, total: number, open: number, overdue: number }>, things: Array<
      | { __typename: 'Authority', id: string }
      | { __typename: 'CustodyProvider', id: string }
      | { __typename: 'Enterprise', id: string }
      | { __typename: 'Finding', id: string }
      | { __typename: 'Hazard', id: string }
      | { __typename: 'Institution', id: string }
      | { __typename: 'Measure', id: string }
      | { __typename: 'Park', id: string }
      | { __typename: 'Platform', id: string }
      | { __typename: 'Programme', id: string }
      | { __typename: 'Region', id: string }
      | { __typename: 'Unit', id: string }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null }, coverage: { complete: boolean, expanded: number } } };

export type PortfolioQueryVariables = Exact<{
  name: string;
  at?: At | null | undefined;
}>;


export type PortfolioQuery = { post: { name: string, level: RegionLevel | null, holders: { nodes: Array<{ name: string | null }> }, responsibleFor: { totalCount: number, edges: Array<{ line: Line, role: DutyRole, validFrom: string | null, validTo: string | null, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, node:
          | { __typename: 'AuditRecord', id: string }
          | { __typename: 'Authority', name: string, id: string }
          | { __typename: 'CustodyProvider', id: string }
          | { __typename: 'Document', id: string }
          | { __typename: 'Enterprise', id: string }
          | { __typename: 'Evidence', id: string }
          | { __typename: 'Finding', id: string }
          | { __typename: 'Hazard', name: string, id: string }
          | { __typename: 'Indicator', id: string }
          | { __typename: 'Inspection', id: string }
          | { __typename: 'Institution', id: string }
          | { __typename: 'Load', id: string }
          | { __typename: 'Measure', id: string }
          | { __typename: 'Park', name: string, id: string }
          | { __typename: 'Person', id: string }
          | { __typename: 'Platform', id: string }
          | { __typename: 'Post', id: string }
          | { __typename: 'Programme', name: string, id: string }
          | { __typename: 'Proposal', id: string }
          | { __typename: 'Receptor', id: string }
          | { __typename: 'Region', id: string }
          | { __typename: 'Substance', id: string }
          | { __typename: 'Unit', id: string }
         }> } } | null };

export type SinglePointsQueryVariables = Exact<{
  scope: string;
  span?: number | null | undefined;
  first: number;
  at?: At | null | undefined;
}>;


export type SinglePointsQuery = { resilience: { totalCount: number, singlePoints: Array<{ linesLost: number, rolesLost: number, person: { id: string, name: string | null }, posts: Array<{ name: string }>, things: Array<
        | { __typename: 'Authority', id: string }
        | { __typename: 'CustodyProvider', id: string }
        | { __typename: 'Enterprise', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'Hazard', id: string }
        | { __typename: 'Institution', id: string }
        | { __typename: 'Measure', id: string }
        | { __typename: 'Park', id: string }
        | { __typename: 'Platform', id: string }
        | { __typename: 'Programme', id: string }
        | { __typename: 'Region', id: string }
        | { __typename: 'Unit', id: string }
      > }>, reportingCycles: Array<Array<{ name: string }>>, spans: Array<{ reports: number, post: { name: string } }>, coverage: { complete: boolean, expanded: number } }, together: { totalCount: number, counts: Array<{ kind: GapKind, count: number }>, nodes: Array<{ kind: GapKind, line: ResponsibilityLine, role: DutyRole | null, message: string, messageEn: string, subject:
        | { __typename: 'Authority', id: string }
        | { __typename: 'CustodyProvider', id: string }
        | { __typename: 'Enterprise', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'Hazard', id: string }
        | { __typename: 'Institution', id: string }
        | { __typename: 'Measure', id: string }
        | { __typename: 'Park', id: string }
        | { __typename: 'Platform', id: string }
        | { __typename: 'Programme', id: string }
        | { __typename: 'Region', id: string }
        | { __typename: 'Unit', id: string }
      , rule: { instrument: string, clause: string, verified: boolean }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } };

export type ChainOnADayQueryVariables = Exact<{
  of: string;
  at: At;
}>;


export type ChainOnADayQuery = { responsibilityChain:
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'ResponsibilityChain', snapshot: { asOf: string, knownAt: string, token: string }, lines: Array<{ line: ResponsibilityLine, rungs: Array<{ order: number, role: DutyRole, validFrom: string | null, validTo: string | null, organisation:
            | { name: string }
            | { name: string }
            | { name: string }
            | { name: string }
           | null, post: { name: string } | null, person: { name: string | null } | null }> }> }
   };

export type CustodyQueryVariables = Exact<{
  scope: string;
  first: number;
  at?: At | null | undefined;
}>;


export type CustodyQuery = { custodyProviders: { nodes: Array<{ name: string, custodyOfParks: { edges: Array<{ contract: string | null, scope: string | null, validFrom: string | null, validTo: string | null, node: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }, custodyOfEnterprises: { edges: Array<{ contract: string | null, scope: string | null, validFrom: string | null, validTo: string | null, node: { name: string }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } }> }, enterprises: { totalCount: number, nodes: Array<{ name: string, park: { nodes: Array<{ name: string, custody: { nodes: Array<{ name: string }> } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, responsibilityGaps: { totalCount: number, counts: Array<{ kind: GapKind, count: number }>, nodes: Array<{ kind: GapKind, since: string | null, message: string, messageEn: string, subject:
        | { __typename: 'Authority', id: string }
        | { __typename: 'CustodyProvider', id: string }
        | { __typename: 'Enterprise', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'Hazard', id: string }
        | { __typename: 'Institution', id: string }
        | { __typename: 'Measure', id: string }
        | { __typename: 'Park', id: string }
        | { __typename: 'Platform', id: string }
        | { __typename: 'Programme', id: string }
        | { __typename: 'Region', id: string }
        | { __typename: 'Unit', id: string }
      , rule: { instrument: string, clause: string, verified: boolean }, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } };

export type SaidWhereQueryVariables = Exact<{
  name: string;
  at?: At | null | undefined;
}>;


export type SaidWhereQuery = { park: { name: string, aliases: Array<string>, recordedAt: string, evidence: Array<{ method: Method, rule: string | null, quote: string | null, note: string | null, span: { start: number, end: number } | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, custody: { edges: Array<{ recordedAt: string, node: { name: string }, evidence: Array<{ method: Method, rule: string | null, quote: string | null, note: string | null, span: { start: number, end: number } | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> }, pilotOf: { edges: Array<{ node: { name: string }, evidence: Array<{ method: Method, rule: string | null, quote: string | null, note: string | null, span: { start: number, end: number } | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }> }> } } | null };

export type GuarantorsQueryVariables = Exact<{
  scope: string;
  first: number;
  at?: At | null | undefined;
}>;


export type GuarantorsQuery = { hazards: { totalCount: number, nodes: Array<{ name: string, grade: MajorHazardGrade | null, responsible: { edges: Array<{ role: DutyRole, publishedOn: string | null, filedOn: string | null, updatedOn: string | null, validFrom: string | null, evidence: Array<{ id: string }>, node: { name: string } }> } }> }, responsibilityGaps: { totalCount: number, counts: Array<{ kind: GapKind, count: number }>, nodes: Array<{ kind: GapKind, role: DutyRole | null, message: string, rule: { instrument: string, clause: string, verified: boolean } }> } };

export type ChangesQueryVariables = Exact<{
  of: string;
  from: At;
  to: At;
}>;


export type ChangesQuery = { chainChanges: Array<{ kind: ChangeKind, reason: ChangeReason, line: ResponsibilityLine, on: string | null, message: string, messageEn: string, evidence: Array<{ quote: string | null, note: string | null, cell: { sheet: string | null, row: number, column: string | null } | null, document: { name: string } }>, before: { role: DutyRole, validTo: string | null, organisation:
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
       | null, post: { name: string } | null, person: { name: string | null } | null } | null, after: { role: DutyRole, validFrom: string | null, organisation:
        | { name: string }
        | { name: string }
        | { name: string }
        | { name: string }
       | null, post: { name: string } | null, person: { name: string | null } | null } | null, gap: { kind: GapKind, role: DutyRole | null, message: string, rule: { instrument: string, clause: string, verified: boolean } } | null }> };

export type InspectMutationVariables = Exact<{
  input: RecordInspectionInput;
}>;


export type InspectMutation = { recordInspection:
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InspectionEntry', inspection: { id: string, name: string, heldOn: string | null, checklist: string | null, inspects: { nodes: Array<
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
            | { id: string }
          > } }, record: { act: Act, actor: string | null, recordedAt: string } }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type ReportMutationVariables = Exact<{
  input: ReportFindingInput;
}>;


export type ReportMutation = { reportFinding:
    | { __typename: 'FindingChange', finding: { id: string, name: string, status: FindingStatus | null, severity: Severity | null, foundOn: string | null, recordedAt: string, raisedBy: { nodes: Array<{ name: string }> }, evidence: Array<{ method: Method, document: { source: string | null } }> }, record: { act: Act, actor: string | null, recordedAt: string } }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type AssignMutationVariables = Exact<{
  input: AssignFindingInput;
}>;


export type AssignMutation = { assignFinding:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'FindingChange', finding: { id: string, name: string, status: FindingStatus | null, deadline: string | null, treatment: string | null, funding: string | null, plan: string | null, recordedAt: string, responsible: { edges: Array<{ role: DutyRole, basis: string | null, validFrom: string | null, node: { name: string } }> }, evidence: Array<{ method: Method, document: { source: string | null } }> }, record: { act: Act, actor: string | null, recordedAt: string } }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type RectifyMutationVariables = Exact<{
  input: RectifyFindingInput;
}>;


export type RectifyMutation = { rectifyFinding:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'FindingChange', finding: { id: string, name: string, status: FindingStatus | null, rectifiedOn: string | null, rectifiedBy: string | null, rectification: string | null, recordedAt: string, evidence: Array<{ method: Method, document: { source: string | null } }> }, record: { act: Act, actor: string | null, recordedAt: string } }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type VerifyMutationVariables = Exact<{
  input: VerifyFindingInput;
}>;


export type VerifyMutation = { verifyFinding:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'FindingChange', finding: { id: string, name: string, status: FindingStatus | null, verifiedOn: string | null, verifiedBy: string | null, closedOn: string | null, recordedAt: string, evidence: Array<{ method: Method, document: { source: string | null } }> }, record: { act: Act, actor: string | null, recordedAt: string } }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type AppointMutationVariables = Exact<{
  input: AppointInput;
}>;


export type AppointMutation = { appoint:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OfficeChange', post: { name: string, holders: { edges: Array<{ appointment: string | null, validFrom: string | null, validTo: string | null, node: { name: string | null } }> } }, person: { id: string, name: string | null }, record: { act: Act, actor: string | null, recordedAt: string } }
   };

export type RelieveMutationVariables = Exact<{
  input: RelieveInput;
}>;


export type RelieveMutation = { relieve:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
    | { __typename: 'OfficeChange', post: { name: string, holders: { edges: Array<{ appointment: string | null, validFrom: string | null, validTo: string | null, node: { name: string | null } }> } }, person: { id: string, name: string | null }, record: { act: Act, actor: string | null, recordedAt: string } }
   };

export type CorrectMutationVariables = Exact<{
  input: CorrectInput;
}>;


export type CorrectMutation = { correct:
    | { __typename: 'Conflict', expectedVersion: string | null, currentVersion: string | null, code: string, message: string, messageEn: string }
    | { __typename: 'Correction', thing:
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { name: string, severity: Severity | null, id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
      , record: { act: Act, before: string | null, after: string | null } }
    | { __typename: 'Forbidden', code: string, message: string, messageEn: string }
    | { __typename: 'InvalidInput', field: string, value: string | null, expected: string | null, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'KeyReused', key: string, usedAt: string, code: string, message: string, messageEn: string }
    | { __typename: 'NotAllowed', state: string | null, allowed: Array<string>, code: string, message: string, messageEn: string, rule: { instrument: string, clause: string, verified: boolean } | null }
    | { __typename: 'NotFound', code: string, message: string, messageEn: string }
   };

export type AuditQueryVariables = Exact<{
  concerns: string;
  first: number;
}>;


export type AuditQuery = { auditRecords: { totalCount: number, nodes: Array<{ act: Act, actor: string | null, recordedAt: string, note: string | null, reference: string | null, key: string | null, before: string | null, after: string | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SourceFragmentDoc = new TypedDocumentString(`
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}
    `, {"fragmentName":"Source"}) as unknown as TypedDocumentString<SourceFragment, unknown>;
export const CrossingFragmentDoc = new TypedDocumentString(`
    fragment Crossing on FenceCrossing {
  unit {
    name
  }
  substance {
    name
  }
  scenario
  kind
  level
  levelUnit
  levelMeaning
  fenceDistance
  reach
  beyond
  truncated
  places {
    place {
      __typename
      ... on Receptor {
        name
        protectionClass
      }
      ... on Enterprise {
        name
      }
    }
    distance
    population
  }
  peopleOnRecord
  evidence {
    ...Source
  }
  method {
    models {
      instrument
      clause
      verified
    }
    assumptions
    warnings
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`, {"fragmentName":"Crossing"}) as unknown as TypedDocumentString<CrossingFragment, unknown>;
export const UsedFragmentDoc = new TypedDocumentString(`
    fragment Used on BarrierUsed {
  unit {
    name
  }
  barrier
  measure {
    name
  }
  failureOnDemand
  remainingShare
  effectTime
  basis {
    instrument
    clause
    verified
  }
  evidence {
    quote
    note
    cell {
      sheet
      row
      column
    }
    document {
      name
    }
  }
}
    `, {"fragmentName":"Used"}) as unknown as TypedDocumentString<UsedFragment, unknown>;
export const ServiceFragmentDoc = new TypedDocumentString(`
    fragment Service on LostService {
  user {
    __typename
    ... on Unit {
      name
    }
    ... on Measure {
      name
    }
  }
  service
  redundancy
  redundancyStated
  supplies {
    supplier {
      name
    }
    backupTime
    lostAfter
    evidence {
      ...Source
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`, {"fragmentName":"Service"}) as unknown as TypedDocumentString<ServiceFragment, unknown>;
export const FoundFragmentDoc = new TypedDocumentString(`
    fragment Found on SearchConnection {
  totalCount
  nodes {
    __typename
    id
    ... on Organisation {
      name
      aliases
    }
    ... on Park {
      name
      aliases
    }
    ... on Substance {
      name
      aliases
      cas
      criticalQuantity
    }
    ... on Programme {
      name
    }
  }
}
    `, {"fragmentName":"Found"}) as unknown as TypedDocumentString<FoundFragment, unknown>;
export const UploadDocument = new TypedDocumentString(`
    mutation Upload($input: UploadInput!) {
  upload(input: $input) {
    __typename
    ... on Uploaded {
      dryRun
      load {
        id
        name
        recordedAt
      }
      added {
        total
      }
      confirmed {
        total
      }
      corrected {
        total
      }
      ended {
        total
      }
      unchanged {
        total
      }
      proposed {
        total
      }
      retracted {
        total
      }
      rejected {
        total
        complete
        lines {
          file
          sheet
          row
          column
          value
          reason
          reasonEn
        }
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      expectedEn
    }
    ... on KeyReused {
      usedAt
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<UploadMutation, UploadMutationVariables>;
export const CallTreeDocument = new TypedDocumentString(`
    query CallTree($from: ID!, $scenario: ScenarioInput, $weather: WeatherInput, $at: At) {
  hazardPropagation(from: $from, scenario: $scenario, weather: $weather, at: $at) {
    __typename
    ... on Propagation {
      origin {
        name
      }
      peopleExposed
      callTree {
        place {
          __typename
          ... on Unit {
            name
          }
          ... on Receptor {
            name
          }
          ... on Enterprise {
            name
          }
        }
        order
        arrivalTime
        probability
        calls {
          line
          alreadyCalled
          rung {
            order
            role
            acting
            post {
              name
            }
            person {
              name
              phone
            }
            organisation {
              name
            }
            evidence {
              ...Source
            }
          }
        }
        gaps {
          kind
          line
          role
          message
          messageEn
          rule {
            instrument
            clause
            verified
          }
        }
        missing {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      receptors(first: 50) {
        totalCount
        nodes {
          place {
            __typename
            ... on Receptor {
              name
            }
            ... on Enterprise {
              name
            }
          }
          order
          arrivalTime
          probability
          population
          effects {
            source {
              name
            }
            substance {
              name
            }
            scenario
            kind
            distance
            arrivalTime
            lethality
            evidence {
              ...Source
            }
          }
          evidence {
            ...Source
          }
        }
      }
      unitsWithinReach {
        place {
          ... on Unit {
            name
          }
        }
        order
        arrivalTime
        probability
        effects {
          source {
            name
          }
          substance {
            name
          }
          scenario
          kind
          distance
          arrivalTime
        }
      }
      notCounted {
        of {
          __typename
          ... on Unit {
            name
          }
          ... on Receptor {
            name
          }
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      coverage {
        complete
        stoppedBy
      }
      method {
        exact
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<CallTreeQuery, CallTreeQueryVariables>;
export const FenceDocument = new TypedDocumentString(`
    query Fence($of: ID!, $weather: WeatherInput, $level: FootprintLevel!, $radius: Float!, $at: At) {
  fence(of: $of, weather: $weather, level: $level, radius: $radius, at: $at) {
    __typename
    ... on Fence {
      park {
        name
      }
      weather {
        windSpeed
        windDirection
        stability
        worstCase
      }
      level
      radius
      unitsConsidered
      contained
      complete
      peopleOutside
      peopleInside
      outward {
        ...Crossing
      }
      inward {
        ...Crossing
      }
      notComputed {
        unit {
          name
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      evidence {
        ...Source
      }
      assumptions
      warnings
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}
fragment Crossing on FenceCrossing {
  unit {
    name
  }
  substance {
    name
  }
  scenario
  kind
  level
  levelUnit
  levelMeaning
  fenceDistance
  reach
  beyond
  truncated
  places {
    place {
      __typename
      ... on Receptor {
        name
        protectionClass
      }
      ... on Enterprise {
        name
      }
    }
    distance
    population
  }
  peopleOnRecord
  evidence {
    ...Source
  }
  method {
    models {
      instrument
      clause
      verified
    }
    assumptions
    warnings
  }
}`) as unknown as TypedDocumentString<FenceQuery, FenceQueryVariables>;
export const ExposureDocument = new TypedDocumentString(`
    query Exposure($of: ID, $point: PointInput, $weather: WeatherInput, $climate: [WeatherClassInput!], $at: At) {
  exposure(of: $of, point: $point, weather: $weather, climate: $climate, at: $at) {
    __typename
    ... on Exposure {
      target {
        ... on Enterprise {
          name
        }
        ... on Receptor {
          name
          population
        }
      }
      position {
        longitude
        latitude
      }
      radius
      weather {
        windSpeed
        windDirection
        stability
        worstCase
      }
      unitsConsidered
      complete
      effects {
        unit {
          name
        }
        substance {
          name
        }
        scenario
        kind
        distance
        bearing
        heatFlux
        overpressure
        concentration
        toxicDose
        toxicDoseUnit
        exposureTime
        lethality
        evidence {
          ...Source
        }
        method {
          models {
            instrument
            clause
            verified
          }
          assumptions
          warnings
        }
      }
      risk {
        perYear
        protectionClass
        criteria {
          status
          limit
          exceeded
          basis {
            instrument
            clause
            verified
          }
        }
        missing {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
        complete
        contributions {
          unit {
            name
          }
          substance {
            name
          }
          scenario
          releaseFrequency
          frequencyStated
          frequencyBasis {
            instrument
            clause
            verified
          }
          ignition
          lethality
          perYear
          evidence {
            ...Source
          }
        }
        method {
          models {
            instrument
            clause
            verified
          }
          assumptions
          warnings
        }
      }
      notComputed {
        unit {
          name
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
            candidates
          }
        }
      }
      method {
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<ExposureQuery, ExposureQueryVariables>;
export const SocietalRiskDocument = new TypedDocumentString(`
    query SocietalRisk($of: ID!, $climate: [WeatherClassInput!], $radius: Float!, $at: At) {
  societalRisk(of: $of, climate: $climate, radius: $radius, at: $at) {
    __typename
    ... on SocietalRisk {
      park {
        name
      }
      radius
      people
      complete
      expectedDeaths
      points {
        deaths
        perYear
        zone
      }
      byScenario {
        unit {
          name
        }
        substance {
          name
        }
        scenario
        perYear
        evidence {
          ...Source
        }
      }
      notCounted {
        of {
          __typename
          ... on Receptor {
            name
          }
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      notComputed {
        unit {
          name
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      method {
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<SocietalRiskQuery, SocietalRiskQueryVariables>;
export const PropagationDocument = new TypedDocumentString(`
    query Propagation($from: ID!, $scenario: ScenarioInput, $at: At) {
  hazardPropagation(from: $from, scenario: $scenario, at: $at) {
    __typename
    ... on Propagation {
      origin {
        name
      }
      snapshot {
        asOf
        knownAt
        token
      }
      events(first: 50) {
        totalCount
        nodes {
          order
          unit {
            name
          }
          probability
          standardError
          timeToFailure
          effects {
            source {
              name
            }
            heatFlux
            overpressure
            evidence {
              ...Source
            }
          }
        }
      }
      paths(first: 5) {
        nodes {
          to {
            name
          }
          probability
          steps {
            source {
              name
            }
            target {
              name
            }
            heatFlux
            overpressure
            probability
          }
        }
      }
      coverage {
        complete
        stoppedBy
        expanded
        maxDepthReached
      }
      method {
        exact
        trials
        seed
        models {
          instrument
          clause
          title
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<PropagationQuery, PropagationQueryVariables>;
export const WhatIfDocument = new TypedDocumentString(`
    query WhatIf($from: ID!, $without: [ID!], $with: [MeasureInput!], $scenario: ScenarioInput, $weather: WeatherInput, $at: At) {
  hazardPropagation(
    from: $from
    without: $without
    with: $with
    scenario: $scenario
    weather: $weather
    at: $at
  ) {
    __typename
    ... on Propagation {
      origin {
        name
      }
      whatIf {
        expectedFailuresBefore
        expectedFailuresAfter
        changes {
          unit {
            name
          }
          before
          after
          difference
        }
        expectedDeathsBefore
        expectedDeathsAfter
        lethalityChanges {
          place {
            __typename
            ... on Receptor {
              name
            }
            ... on Enterprise {
              name
            }
          }
          before
          after
          difference
        }
      }
      barriers {
        ...Used
      }
      measureRanking {
        barrier {
          ...Used
        }
        expectedFailuresWithout
        reduction
        deathsAverted
      }
      notEffective {
        measure {
          name
        }
        unit {
          name
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      method {
        exact
        trials
        seed
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Used on BarrierUsed {
  unit {
    name
  }
  barrier
  measure {
    name
  }
  failureOnDemand
  remainingShare
  effectTime
  basis {
    instrument
    clause
    verified
  }
  evidence {
    quote
    note
    cell {
      sheet
      row
      column
    }
    document {
      name
    }
  }
}`) as unknown as TypedDocumentString<WhatIfQuery, WhatIfQueryVariables>;
export const CriticalityDocument = new TypedDocumentString(`
    query Criticality($scope: ID!, $by: CriticalityMeasure!, $scenario: ScenarioInput, $weather: WeatherInput, $at: At) {
  criticality(
    scope: $scope
    by: $by
    scenario: $scenario
    weather: $weather
    at: $at
  ) {
    __typename
    ... on Criticality {
      snapshot {
        asOf
        knownAt
        token
      }
      unitsConsidered
      complete
      units {
        unit {
          name
        }
        reaches
        reachedBy
        outCloseness
        inCloseness
        betweenness
        riskAsSource
        riskAsVictim
      }
      notComputed {
        unit {
          name
        }
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      method {
        exact
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CriticalityQuery, CriticalityQueryVariables>;
export const MeasuresDocument = new TypedDocumentString(`
    query Measures($from: ID!, $with: [MeasureInput!], $at: At) {
  hazardPropagation(from: $from, with: $with, at: $at) {
    __typename
    ... on Propagation {
      origin {
        name
      }
      measureRanking {
        barrier {
          unit {
            name
          }
          barrier
          measure {
            name
          }
          basis {
            instrument
            clause
            verified
          }
          evidence {
            quote
            cell {
              sheet
              row
              column
            }
            document {
              name
            }
          }
        }
        expectedFailuresWithout
        reduction
        deathsAverted
      }
      coverage {
        complete
        stoppedBy
      }
      method {
        exact
        trials
        seed
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    `) as unknown as TypedDocumentString<MeasuresQuery, MeasuresQueryVariables>;
export const OutageDocument = new TypedDocumentString(`
    query Outage($of: [ID!]!, $at: At) {
  outage(of: $of, at: $at) {
    __typename
    ... on Outage {
      stopped {
        unit {
          name
        }
        order
        stopsAfter
        ring
        lost {
          ...Service
        }
      }
      measuresLost {
        measure {
          name
        }
        guards {
          name
        }
        order
        stopsAfter
        lost {
          ...Service
        }
      }
      weakened {
        ...Service
      }
      pipelines {
        source {
          name
        }
        target {
          name
        }
        medium
        depends
        evidence {
          ...Source
        }
      }
      coverage {
        complete
        stoppedBy
        maxDepthReached
      }
      assumptions
      warnings
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}
fragment Service on LostService {
  user {
    __typename
    ... on Unit {
      name
    }
    ... on Measure {
      name
    }
  }
  service
  redundancy
  redundancyStated
  supplies {
    supplier {
      name
    }
    backupTime
    lostAfter
    evidence {
      ...Source
    }
  }
}`) as unknown as TypedDocumentString<OutageQuery, OutageQueryVariables>;
export const MajorHazardDocument = new TypedDocumentString(`
    query MajorHazard($of: ID!, $at: At) {
  majorHazardAssessment(of: $of, at: $at) {
    __typename
    ... on MajorHazardAssessment {
      unit {
        name
      }
      isMajorHazard
      s
      r
      rRange {
        low
        high
      }
      alpha
      alphaRange {
        low
        high
      }
      grade
      possibleGrades
      terms {
        name
        quantity
        criticalQuantity
        beta
        ratio
        weightedRatio
        basis {
          instrument
          clause
          verified
        }
        betaBasis {
          instrument
          clause
          verified
        }
        evidence {
          ...Source
        }
      }
      missing {
        of
        field
        message
        messageEn
      }
      method {
        models {
          instrument
          clause
          verified
        }
        assumptions
        warnings
      }
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<MajorHazardQuery, MajorHazardQueryVariables>;
export const OpenFindingsDocument = new TypedDocumentString(`
    query OpenFindings($within: ID!, $at: At) {
  findingGroups(
    by: [SEVERITY, FOUND_ON_MONTH]
    within: $within
    filter: {NOT: {status: {eq: CLOSED}}}
    order: KEY_ASC
    at: $at
  ) {
    totalCount
    complete
    groups {
      severity
      foundOnMonth
      count
    }
  }
}
    `) as unknown as TypedDocumentString<OpenFindingsQuery, OpenFindingsQueryVariables>;
export const UncontrolledDocument = new TypedDocumentString(`
    query Uncontrolled($first: Int!, $at: At) {
  hazards(first: $first, filter: {measures: {none: {}}}, at: $at) {
    totalCount
    nodes {
      name
      kind
      level
      sites {
        nodes {
          __typename
          id
        }
      }
      evidence {
        ...Source
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<UncontrolledQuery, UncontrolledQueryVariables>;
export const FootprintDocument = new TypedDocumentString(`
    query Footprint($of: ID!, $weather: WeatherInput, $level: FootprintLevel!, $at: At) {
  footprint(of: $of, weather: $weather, level: $level, at: $at) {
    __typename
    ... on Footprint {
      unit {
        name
      }
      weather {
        windSpeed
        windDirection
        stability
        worstCase
      }
      complete
      zones {
        substance {
          name
        }
        scenario
        kind
        level
        levelUnit
        levelMeaning
        reach
        truncated
        polygon
        peopleOnRecord
        places {
          place {
            ... on Receptor {
              name
              protectionClass
            }
            ... on Enterprise {
              name
            }
          }
          distance
          population
        }
        evidence {
          ...Source
        }
        method {
          models {
            instrument
            clause
            verified
          }
          assumptions
          warnings
        }
      }
      notComputed {
        problem {
          code
          message
          messageEn
          ... on MissingData {
            of
            field
          }
        }
      }
      assumptions
      warnings
    }
    ... on Problem {
      code
      message
      messageEn
    }
    ... on MissingData {
      of
      field
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<FootprintQuery, FootprintQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($name: String!, $initials: String!, $cas: String!) {
  byPartOfName: search(text: $name, first: 5) {
    ...Found
  }
  byInitials: search(text: $initials, first: 5) {
    ...Found
  }
  byCasNumber: search(text: $cas, first: 5) {
    ...Found
  }
}
    fragment Found on SearchConnection {
  totalCount
  nodes {
    __typename
    id
    ... on Organisation {
      name
      aliases
    }
    ... on Park {
      name
      aliases
    }
    ... on Substance {
      name
      aliases
      cas
      criticalQuantity
    }
    ... on Programme {
      name
    }
  }
}`) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const DocumentDocument = new TypedDocumentString(`
    query Document($of: ID!, $first: Int!, $after: String) {
  documentStatements(of: $of, first: $first, after: $after) {
    __typename
    ... on DocumentStatements {
      nodes {
        evidence {
          ...Source
        }
        entities {
          __typename
          id
        }
        relations {
          type
          source {
            __typename
            id
            ... on Park {
              name
            }
            ... on Organisation {
              name
            }
          }
          target {
            __typename
            id
            ... on Programme {
              name
            }
          }
        }
        proposals {
          id
          status
          kind
          summary
          rule
          precision
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    ... on NotFound {
      code
      message
      messageEn
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<DocumentQuery, DocumentQueryVariables>;
export const HazardsByLevelDocument = new TypedDocumentString(`
    query HazardsByLevel($at: At) {
  hazardGroups(by: [KIND, LEVEL, SITES], at: $at) {
    totalCount
    complete
    groups {
      kind
      level
      sites {
        __typename
        id
        ... on Region {
          name
        }
        ... on Park {
          name
        }
        ... on Organisation {
          name
        }
        ... on Unit {
          name
        }
      }
      count
    }
  }
}
    `) as unknown as TypedDocumentString<HazardsByLevelQuery, HazardsByLevelQueryVariables>;
export const IndicatorsDocument = new TypedDocumentString(`
    query Indicators($name: String!, $at: At) {
  region(name: $name, at: $at) {
    name
    code
    indicators(first: 50) {
      totalCount
      nodes {
        name
        value
        valueText
        unit
        evidence {
          ...Source
        }
      }
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<IndicatorsQuery, IndicatorsQueryVariables>;
export const DisputesDocument = new TypedDocumentString(`
    query Disputes($first: Int!) {
  proposals(first: $first, filter: {status: {eq: OPEN}}) {
    totalCount
    nodes {
      id
      kind
      summary
      cause
      reason
      reasonEn
      rule
      precision
      evidence {
        quote
        span {
          start
          end
        }
        document {
          name
        }
      }
      recordedAt
    }
  }
}
    `) as unknown as TypedDocumentString<DisputesQuery, DisputesQueryVariables>;
export const LoadsDocument = new TypedDocumentString(`
    query Loads($first: Int!) {
  loads(first: $first, orderBy: [RECORDED_AT_DESC]) {
    totalCount
    nodes {
      name
      recordedAt
      added
      confirmed
      corrected
      ended
      unchanged
      proposed
      retracted
      rejected
    }
  }
}
    `) as unknown as TypedDocumentString<LoadsQuery, LoadsQueryVariables>;
export const EnterprisesDocument = new TypedDocumentString(`
    query Enterprises($first: Int!, $at: At) {
  enterprises(first: $first, orderBy: [NAME_ASC], at: $at) {
    nodes {
      name
      creditCode
      industry
      address
      park {
        nodes {
          name
        }
      }
      supervisedBy {
        nodes {
          name
        }
      }
      evidence {
        ...Source
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<EnterprisesQuery, EnterprisesQueryVariables>;
export const FollowFindingsDocument = new TypedDocumentString(`
    subscription FollowFindings($scope: ID!, $after: String) {
  findings(scope: $scope, after: $after) {
    token
    kind
    snapshot {
      asOf
      knownAt
    }
    finding {
      id
      name
      status
      severity
      deadline
      foundAt {
        nodes {
          ... on Unit {
            name
          }
          ... on Hazard {
            name
          }
          ... on Organisation {
            name
          }
        }
      }
    }
    evidence {
      method
      recordedAt
      document {
        source
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FollowFindingsSubscription, FollowFindingsSubscriptionVariables>;
export const FollowGapsDocument = new TypedDocumentString(`
    subscription FollowGaps($scope: ID!, $after: String) {
  gaps(scope: $scope, after: $after) {
    token
    snapshot {
      asOf
      knownAt
    }
    change {
      kind
      reason
      line
      on
      message
      messageEn
      gap {
        kind
        role
        message
        subject {
          ... on Node {
            id
          }
        }
        rule {
          instrument
          clause
          verified
        }
      }
    }
    evidence {
      method
      recordedAt
      document {
        source
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FollowGapsSubscription, FollowGapsSubscriptionVariables>;
export const RegulatorsDocument = new TypedDocumentString(`
    query Regulators($of: ID!, $at: At) {
  enterprise(id: $of, at: $at) {
    name
    industry
    licensedBy
    managedBy {
      edges {
        node {
          __typename
          id
          ... on Organisation {
            name
          }
        }
        evidence {
          ...Source
        }
      }
    }
  }
  responsibilityChain(of: $of, lines: [REGULATOR], at: $at) {
    __typename
    ... on ResponsibilityChain {
      lines {
        line
        rungs {
          order
          role
          subject {
            __typename
            ... on Node {
              id
            }
          }
          organisation {
            name
          }
          post {
            name
          }
          sector
          basis {
            instrument
            clause
            verified
          }
          validFrom
          validTo
          evidence {
            ...Source
          }
        }
      }
      gaps {
        kind
        role
        subject {
          __typename
          ... on Node {
            id
          }
        }
        rule {
          instrument
          clause
          title
          verified
        }
        message
        messageEn
      }
    }
    ... on NotFound {
      code
      message
      messageEn
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<RegulatorsQuery, RegulatorsQueryVariables>;
export const ChainDocument = new TypedDocumentString(`
    query Chain($of: ID!, $at: At) {
  responsibilityChain(of: $of, at: $at) {
    __typename
    ... on ResponsibilityChain {
      subject {
        ... on Park {
          id
          name
        }
        ... on Node {
          id
        }
      }
      snapshot {
        asOf
        knownAt
        token
      }
      lines {
        line
        rungs {
          order
          role
          subject {
            ... on Node {
              id
            }
          }
          post {
            name
          }
          person {
            name
          }
          organisation {
            __typename
            name
          }
          sector
          contract
          scope
          basis {
            instrument
            clause
            verified
          }
          validFrom
          validTo
          evidence {
            ...Source
          }
        }
      }
      gaps {
        kind
        line
        role
        rule {
          instrument
          clause
          title
          verified
        }
        message
        messageEn
        since
      }
      coverage {
        complete
        stoppedBy
        hiddenByPolicy
      }
    }
    ... on NotFound {
      code
      message
      messageEn
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<ChainQuery, ChainQueryVariables>;
export const DistrictDocument = new TypedDocumentString(`
    query District($scope: ID!, $kinds: [GapKind!], $span: Int, $first: Int!, $after: String, $at: At) {
  responsibilityGaps(
    scope: $scope
    kinds: $kinds
    span: $span
    first: $first
    after: $after
    at: $at
  ) {
    totalCount
    counts {
      kind
      count
    }
    nodes {
      kind
      line
      role
      subject {
        __typename
        ... on Node {
          id
        }
      }
      rule {
        instrument
        clause
        verified
      }
      message
      messageEn
      since
      evidence {
        note
        quote
        cell {
          row
        }
        document {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    rules {
      instrument
      clause
      verified
    }
    coverage {
      complete
      stoppedBy
      expanded
      unplaced
    }
  }
}
    `) as unknown as TypedDocumentString<DistrictQuery, DistrictQueryVariables>;
export const GapsDocument = new TypedDocumentString(`
    query Gaps($of: ID!, $at: At) {
  responsibilityChain(of: $of, at: $at) {
    __typename
    ... on ResponsibilityChain {
      gaps {
        kind
        line
        role
        subject {
          __typename
          ... on Node {
            id
          }
        }
        rule {
          instrument
          clause
          title
          verified
        }
        message
        messageEn
        since
        evidence {
          note
          quote
          cell {
            row
          }
          document {
            name
          }
        }
      }
      rules {
        instrument
        clause
        verified
      }
      coverage {
        complete
        stoppedBy
      }
    }
    ... on NotFound {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<GapsQuery, GapsQueryVariables>;
export const BelowDocument = new TypedDocumentString(`
    query Below($of: ID!, $types: [NodeType!], $first: Int!, $after: String, $at: At) {
  responsibilities(of: $of, types: $types, first: $first, after: $after, at: $at) {
    duties(first: 20) {
      totalCount
      nodes {
        line
        role
        basis
        contract
        scope
        subject {
          __typename
          ... on Node {
            id
          }
        }
        post {
          name
        }
        validFrom
        validTo
        evidence {
          ...Source
        }
      }
    }
    counts {
      type
      total
      open
      overdue
    }
    openFindings
    overdueFindings
    overdueMeasures
    things {
      __typename
      ... on Node {
        id
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    coverage {
      complete
      expanded
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<BelowQuery, BelowQueryVariables>;
export const PortfolioDocument = new TypedDocumentString(`
    query Portfolio($name: String!, $at: At) {
  post(name: $name, at: $at) {
    name
    level
    holders {
      nodes {
        name
      }
    }
    responsibleFor {
      totalCount
      edges {
        line
        role
        validFrom
        validTo
        evidence {
          ...Source
        }
        node {
          __typename
          id
          ... on Authority {
            name
          }
          ... on Programme {
            name
          }
          ... on Park {
            name
          }
          ... on Hazard {
            name
          }
        }
      }
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<PortfolioQuery, PortfolioQueryVariables>;
export const SinglePointsDocument = new TypedDocumentString(`
    query SinglePoints($scope: ID!, $span: Int, $first: Int!, $at: At) {
  resilience(scope: $scope, first: $first, at: $at) {
    totalCount
    singlePoints {
      person {
        id
        name
      }
      posts {
        name
      }
      linesLost
      rolesLost
      things {
        __typename
        ... on Node {
          id
        }
      }
    }
    reportingCycles {
      name
    }
    spans {
      reports
      post {
        name
      }
    }
    coverage {
      complete
      expanded
    }
  }
  together: responsibilityGaps(
    scope: $scope
    kinds: [CONFLICT, DUPLICATE, OVERLOADED]
    span: $span
    first: $first
    at: $at
  ) {
    totalCount
    counts {
      kind
      count
    }
    nodes {
      kind
      line
      role
      subject {
        __typename
        ... on Node {
          id
        }
      }
      rule {
        instrument
        clause
        verified
      }
      message
      messageEn
      evidence {
        ...Source
      }
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<SinglePointsQuery, SinglePointsQueryVariables>;
export const ChainOnADayDocument = new TypedDocumentString(`
    query ChainOnADay($of: ID!, $at: At!) {
  responsibilityChain(of: $of, at: $at) {
    __typename
    ... on ResponsibilityChain {
      snapshot {
        asOf
        knownAt
        token
      }
      lines {
        line
        rungs {
          order
          role
          organisation {
            name
          }
          post {
            name
          }
          person {
            name
          }
          validFrom
          validTo
        }
      }
    }
    ... on NotFound {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<ChainOnADayQuery, ChainOnADayQueryVariables>;
export const CustodyDocument = new TypedDocumentString(`
    query Custody($scope: ID!, $first: Int!, $at: At) {
  custodyProviders(first: $first, at: $at) {
    nodes {
      name
      custodyOfParks {
        edges {
          contract
          scope
          validFrom
          validTo
          node {
            name
          }
          evidence {
            ...Source
          }
        }
      }
      custodyOfEnterprises {
        edges {
          contract
          scope
          validFrom
          validTo
          node {
            name
          }
          evidence {
            ...Source
          }
        }
      }
    }
  }
  enterprises(first: $first, filter: {custody: {none: {}}}, at: $at) {
    totalCount
    nodes {
      name
      park {
        nodes {
          name
          custody {
            nodes {
              name
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  responsibilityGaps(scope: $scope, lines: [CUSTODY], first: $first, at: $at) {
    totalCount
    counts {
      kind
      count
    }
    nodes {
      kind
      since
      subject {
        __typename
        ... on Node {
          id
        }
      }
      rule {
        instrument
        clause
        verified
      }
      message
      messageEn
      evidence {
        ...Source
      }
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<CustodyQuery, CustodyQueryVariables>;
export const SaidWhereDocument = new TypedDocumentString(`
    query SaidWhere($name: String!, $at: At) {
  park(name: $name, at: $at) {
    name
    aliases
    recordedAt
    evidence {
      method
      rule
      span {
        start
        end
      }
      ...Source
    }
    custody {
      edges {
        recordedAt
        node {
          name
        }
        evidence {
          method
          rule
          span {
            start
            end
          }
          ...Source
        }
      }
    }
    pilotOf {
      edges {
        node {
          name
        }
        evidence {
          method
          rule
          span {
            start
            end
          }
          ...Source
        }
      }
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<SaidWhereQuery, SaidWhereQueryVariables>;
export const GuarantorsDocument = new TypedDocumentString(`
    query Guarantors($scope: ID!, $first: Int!, $at: At) {
  hazards(filter: {kind: {eq: MAJOR_HAZARD_INSTALLATION}}, first: $first, at: $at) {
    totalCount
    nodes {
      name
      grade
      responsible {
        edges {
          role
          publishedOn
          filedOn
          updatedOn
          validFrom
          evidence {
            id
          }
          node {
            name
          }
        }
      }
    }
  }
  responsibilityGaps(
    scope: $scope
    kinds: [MISSING, VACANT, EXPIRED, UNPUBLISHED, STALE]
    roles: [PRINCIPAL_GUARANTOR, TECHNICAL_GUARANTOR, OPERATION_GUARANTOR]
    first: $first
    at: $at
  ) {
    totalCount
    counts {
      kind
      count
    }
    nodes {
      kind
      role
      message
      rule {
        instrument
        clause
        verified
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GuarantorsQuery, GuarantorsQueryVariables>;
export const ChangesDocument = new TypedDocumentString(`
    query Changes($of: ID!, $from: At!, $to: At!) {
  chainChanges(of: $of, from: $from, to: $to) {
    kind
    reason
    line
    on
    message
    messageEn
    evidence {
      ...Source
    }
    before {
      role
      organisation {
        name
      }
      post {
        name
      }
      person {
        name
      }
      validTo
    }
    after {
      role
      organisation {
        name
      }
      post {
        name
      }
      person {
        name
      }
      validFrom
    }
    gap {
      kind
      role
      rule {
        instrument
        clause
        verified
      }
      message
    }
  }
}
    fragment Source on Evidence {
  quote
  note
  cell {
    sheet
    row
    column
  }
  document {
    name
  }
}`) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const InspectDocument = new TypedDocumentString(`
    mutation Inspect($input: RecordInspectionInput!) {
  recordInspection(input: $input) {
    __typename
    ... on InspectionEntry {
      inspection {
        id
        name
        heldOn
        checklist
        inspects {
          nodes {
            id
          }
        }
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<InspectMutation, InspectMutationVariables>;
export const ReportDocument = new TypedDocumentString(`
    mutation Report($input: ReportFindingInput!) {
  reportFinding(input: $input) {
    __typename
    ... on FindingChange {
      finding {
        id
        name
        status
        severity
        foundOn
        raisedBy {
          nodes {
            name
          }
        }
        recordedAt
        evidence {
          method
          document {
            source
          }
        }
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<ReportMutation, ReportMutationVariables>;
export const AssignDocument = new TypedDocumentString(`
    mutation Assign($input: AssignFindingInput!) {
  assignFinding(input: $input) {
    __typename
    ... on FindingChange {
      finding {
        id
        name
        status
        deadline
        treatment
        funding
        plan
        responsible {
          edges {
            role
            basis
            validFrom
            node {
              name
            }
          }
        }
        recordedAt
        evidence {
          method
          document {
            source
          }
        }
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<AssignMutation, AssignMutationVariables>;
export const RectifyDocument = new TypedDocumentString(`
    mutation Rectify($input: RectifyFindingInput!) {
  rectifyFinding(input: $input) {
    __typename
    ... on FindingChange {
      finding {
        id
        name
        status
        rectifiedOn
        rectifiedBy
        rectification
        recordedAt
        evidence {
          method
          document {
            source
          }
        }
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<RectifyMutation, RectifyMutationVariables>;
export const VerifyDocument = new TypedDocumentString(`
    mutation Verify($input: VerifyFindingInput!) {
  verifyFinding(input: $input) {
    __typename
    ... on FindingChange {
      finding {
        id
        name
        status
        verifiedOn
        verifiedBy
        closedOn
        recordedAt
        evidence {
          method
          document {
            source
          }
        }
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyMutation, VerifyMutationVariables>;
export const AppointDocument = new TypedDocumentString(`
    mutation Appoint($input: AppointInput!) {
  appoint(input: $input) {
    __typename
    ... on OfficeChange {
      post {
        name
        holders {
          edges {
            appointment
            validFrom
            validTo
            node {
              name
            }
          }
        }
      }
      person {
        id
        name
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<AppointMutation, AppointMutationVariables>;
export const RelieveDocument = new TypedDocumentString(`
    mutation Relieve($input: RelieveInput!) {
  relieve(input: $input) {
    __typename
    ... on OfficeChange {
      post {
        name
        holders {
          edges {
            appointment
            validFrom
            validTo
            node {
              name
            }
          }
        }
      }
      person {
        id
        name
      }
      record {
        act
        actor
        recordedAt
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<RelieveMutation, RelieveMutationVariables>;
export const CorrectDocument = new TypedDocumentString(`
    mutation Correct($input: CorrectInput!) {
  correct(input: $input) {
    __typename
    ... on Correction {
      thing {
        id
        ... on Finding {
          name
          severity
        }
      }
      record {
        act
        before
        after
      }
    }
    ... on NotAllowed {
      state
      allowed
      rule {
        instrument
        clause
        verified
      }
    }
    ... on InvalidInput {
      field
      value
      expected
      rule {
        instrument
        clause
        verified
      }
    }
    ... on KeyReused {
      key
      usedAt
    }
    ... on Conflict {
      expectedVersion
      currentVersion
    }
    ... on Problem {
      code
      message
      messageEn
    }
  }
}
    `) as unknown as TypedDocumentString<CorrectMutation, CorrectMutationVariables>;
export const AuditDocument = new TypedDocumentString(`
    query Audit($concerns: String!, $first: Int!) {
  auditRecords(
    filter: {concerns: {has: $concerns}}
    orderBy: [RECORDED_AT_ASC]
    first: $first
  ) {
    totalCount
    nodes {
      act
      actor
      recordedAt
      note
      reference
      key
      before
      after
    }
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;