import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';

/** An operation and the values of its variables. */
export interface MadeUpOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 5;

/**
 * An operation that follows a list of choices through the schema; with no choices left it takes the first of everything. It
 * may ask for fields that cannot be merged, which validation refuses.
 */
export function makeUpOperation(
  schema: GraphQLSchema,
  choices: readonly number[],
): MadeUpOperation {
  return new OperationWriter(schema, choices).write();
}

interface Place {
  readonly depth: number;
  /** The type of the field around, whatever the fragments between. */
  readonly declared: GraphQLCompositeType;
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #choices: Iterator<number>;
  readonly #declarations = new Map<string, string>();
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];

  constructor(schema: GraphQLSchema, choices: readonly number[]) {
    this.#schema = schema;
    this.#choices = choices[Symbol.iterator]();
  }

  write(): MadeUpOperation {
    const mutation = this.#schema.getMutationType();
    const query = this.#schema.getQueryType();
    const root = mutation && this.#choose(8) === 7 ? mutation : query;
    if (!root) throw new Error('the schema has no queries');
    const selections = this.#selections(root, { depth: 0, declared: root });
    const declared = [...this.#declarations].map(([name, type]) => `$${name}: ${type}`).join(', ');
    const kind = root === mutation ? 'mutation' : 'query';
    const text = `${kind} MadeUp${declared && `(${declared})`} ${selections}`;
    return { query: [text, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #choose(count: number): number {
    const { value, done } = this.#choices.next();
    return done ? 0 : value % count;
  }

  #selections(type: GraphQLCompositeType, place: Place): string {
    const count = 1 + this.#choose(4);
    return `{ ${Array.from({ length: count }, () => this.#selection(type, place)).join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, place: Place): string {
    const { depth } = place;
    const way = this.#choose(8);
    if (!('getFields' in type) || way >= 6) {
      return way % 8 === 5 || depth >= MAX_DEPTH ? '__typename' : this.#fragment(type, place, way);
    }
    if (way === 5) return this.#choose(2) === 0 ? '__typename' : 'kindOfIt: __typename';
    const fields = Object.values(type.getFields());
    const simple = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const among = depth >= MAX_DEPTH ? simple : fields;
    const field = among[this.#choose(among.length || 1)];
    return field === undefined ? '__typename' : this.#field(field, depth);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const alias = this.#choose(4) === 3 ? `${field.name}Too: ` : '';
    const given = field.args.map((argument) => this.#argument(argument)).filter(Boolean);
    const head = `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${this.#directive()}`;
    return isCompositeType(type)
      ? `${head} ${this.#selections(type, { depth: depth + 1, declared: type })}`
      : head;
  }

  #argument({ name, type }: { name: string; type: GraphQLInputType }): string {
    const way = this.#choose(3);
    if (way === 0 && !isNonNullType(type)) return '';
    const value = this.#value(type);
    if (way === 1) return `${name}: ${isEnumList(type) ? '[PAPER]' : JSON.stringify(value)}`;
    const variable = `${name}${String(type).replace(/\W/g, '')}`;
    this.#declarations.set(variable, String(type));
    this.#variables[variable] ??= value;
    return `${name}: $${variable}`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) return [this.#value(type.ofType)];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    const number = this.#choose(4);
    return String(type) === 'Int' ? number : `Book:${number}`;
  }

  #fragment(type: GraphQLCompositeType, place: Place, way: number): string {
    const condition = this.#overlapping(type, place);
    const selections = this.#selections(condition, { ...place, depth: place.depth + 1 });
    if (way !== 6) return `... on ${condition.name}${this.#directive()} ${selections}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${selections}`);
    return `...${name}${this.#directive()}`;
  }

  /**
   * A type of which an object of this type may be. Inside fragments on what is certainly an object of one type only wider
   * ones: there the library goes by the fragment around, and leaves out what it should not.
   */
  #overlapping(type: GraphQLCompositeType, { declared }: Place): GraphQLCompositeType {
    const objects = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const isCertain = !isAbstractType(declared) && type !== declared;
    const others = Object.values(this.#schema.getTypeMap()).filter(isAbstractType);
    const among = isCertain
      ? [type, ...others.filter((other) => isSubType(this.#schema, other, type))]
      : [
          ...objects,
          ...others.filter((other) =>
            objects.some((object) => this.#schema.isSubType(other, object)),
          ),
        ];
    return among[this.#choose(among.length)] ?? type;
  }

  #directive(): string {
    const way = this.#choose(12);
    if (way < 8) return '';
    const directive = way % 2 === 0 ? '@skip' : '@include';
    if (way < 10) return ` ${directive}(if: ${this.#choose(2) === 0})`;
    const variable = `when${this.#choose(3)}`;
    const hasDefault = variable === 'when2';
    this.#declarations.set(variable, hasDefault ? 'Boolean! = true' : 'Boolean!');
    if (!hasDefault) this.#variables[variable] ??= this.#choose(2) === 0;
    return ` ${directive}(if: $${variable})`;
  }
}

function isSubType(schema: GraphQLSchema, wide: GraphQLAbstractType, type: GraphQLCompositeType) {
  return !isUnionType(type) && schema.isSubType(wide, type);
}

function isEnumList(type: GraphQLInputType): boolean {
  return isEnumType(getNamedType(type));
}
